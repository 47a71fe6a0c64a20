import { describe, expect, test } from 'vitest';

import { categoryOfName } from '../../../records/tickets/status-category.js';

// Names of live tenants (halo-api.md §6.14), each of which stands for its kind.
describe('the category of a status by its name', () => {
  test.each([
    ['New', 'open'],
    ['Re-Opened', 'open'],
    ['In Progress', 'open'],
    ['Pending', 'pending'],
    ['Pending Customer', 'pending'],
    ['With User', 'pending'],
    ['Awaiting Parts', 'pending'],
    ['Awaiting the customer reply', 'pending'],
    ['Waiting on Vendor', 'pending'],
    ['Waiting on Parts', 'pending'],
    ['Waiting on Client', 'pending'],
    ['Waiting for Third-Party', 'pending'],
    ['Waiting on 3rd Party', 'pending'],
    ['On Hold', 'on_hold'],
    ['On-Hold', 'on_hold'],
    ['ON HOLD (1-Week)', 'on_hold'],
    ['Closed', 'closed'],
    ['Cancelled', 'closed'],
    ['Canceled', 'closed'],
    ['Closed - Canceled', 'closed'],
    ['Resolved/Completed', 'closed'],
  ])('%s is %s', (name, category) => {
    expect(categoryOfName(name)).toBe(category);
  });

  test.each([
    'Snoozed',
    'Not Closed',
    'Non-Resolved',
    'No longer on hold',
    'Not waiting on customer',
    // Who waits here is the customer.
    'Waiting on us',
    'Awaiting Dispatch',
    'With Engineer',
    'Customer on hold music',
    'Closed by mistake',
    'Complete by Friday',
    'Closing',
    '',
    'constructor',
  ])('"%s" gets no guessed category', (name) => {
    expect(categoryOfName(name)).toBe('unknown');
  });
});
