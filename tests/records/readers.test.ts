import { isDeepStrictEqual } from 'node:util';

import { describe, expect, test } from 'vitest';

import { Agent } from '../../records/agents.js';
import { Asset } from '../../records/assets.js';
import { Contact } from '../../records/contacts.js';
import { Customer } from '../../records/customers.js';
import { malformed } from '../../records/field.js';
import { Site } from '../../records/sites.js';
import { Team } from '../../records/teams.js';
import { Appointment } from '../../records/appointments.js';
import { Article } from '../../records/articles.js';
import { Contract } from '../../records/contracts.js';
import { Invoice } from '../../records/invoices.js';
import { Item } from '../../records/items.js';
import { PurchaseOrder } from '../../records/purchase-orders.js';
import { Quotation } from '../../records/quotations.js';
import { RecurringInvoice } from '../../records/recurring-invoices.js';
import { SalesOrder } from '../../records/sales-orders.js';
import { Supplier } from '../../records/suppliers.js';
import { AssetType } from '../../records/setup/asset-types.js';
import { Category } from '../../records/setup/categories.js';
import { ChargeRate } from '../../records/setup/charge-rates.js';
import { CustomFieldDefinition } from '../../records/setup/custom-field-definitions.js';
import { Outcome } from '../../records/setup/outcomes.js';
import { Priority } from '../../records/setup/priorities.js';
import { Sla } from '../../records/setup/slas.js';
import { Status } from '../../records/setup/statuses.js';
import { TicketType } from '../../records/setup/ticket-types.js';
import { TicketAction } from '../../records/ticket-actions/ticket-actions.js';
import { TimeEntry } from '../../records/ticket-actions/time-entries.js';
import { TicketAttachment } from '../../records/ticket-attachments.js';
import { Ticket } from '../../records/tickets/model.js';
import { Opportunity } from '../../records/tickets/opportunities.js';
import { Project } from '../../records/tickets/projects.js';
import { declarations } from '../support/deployed.js';
import type { Examples } from './readers/examples.js';
import { modelReaders } from './readers/models.js';
import { rowReaders } from './readers/rows.js';
import { valueReaders } from './readers/values.js';

/**
 * What each reader makes of rows, by its name and its version (`Reading`). Records that are in a cache are read again when
 * a version changes, and only then. So when a reader is to make something else, its version is raised where it is defined, and
 * its examples get the new version together with the new values; never the new values alone.
 */
const readers: Readonly<Record<string, Examples>> = { ...valueReaders, ...rowReaders, ...modelReaders };

const models = [
  Agent,
  Asset,
  Contact,
  Customer,
  Site,
  Team,
  Ticket,
  Project,
  Opportunity,
  TicketAction,
  TicketAttachment,
  TimeEntry,
  Appointment,
  Article,
  Contract,
  Invoice,
  Item,
  PurchaseOrder,
  Quotation,
  RecurringInvoice,
  SalesOrder,
  Supplier,
  AssetType,
  Category,
  ChargeRate,
  CustomFieldDefinition,
  Outcome,
  Priority,
  Sla,
  Status,
  TicketType,
];

/** What a reader makes of its rows that its version did not make, as instructions. */
function differences(reader: string, examples: Examples): string[] {
  return examples.rows
    .filter(([row, expected]) => !isDeepStrictEqual(examples.read(row), expected))
    .map(
      ([row]) =>
        `${reader} makes something else of ${JSON.stringify(row)}: raise the version beside it in records/, and give its ` +
        'examples the new version and the new values. Otherwise cached records keep the old ones.',
    );
}

test('the models are those that are deployed', () => {
  const deployed = declarations.flatMap(({ syncs }) => syncs.flatMap(({ output }) => output));
  expect(models.map(({ name }) => name).sort()).toEqual(deployed.sort());
});

// A line of `readings` is "<field>: <reader> <version> …".
test.each(models)('every reader of $name has examples for its version', ({ readings }) => {
  const used = readings.split('\n').map((line) => line.split(' ').slice(1, 3).join(' '));
  expect(used.length).toBeGreaterThan(5);
  for (const reader of used) expect(readers).toHaveProperty([reader]);
});

describe.each(Object.entries(readers))('%s', (name, examples) => {
  test('reads the example rows as this version always did', () => {
    expect(examples.rows.length).toBeGreaterThan(0);
    expect(differences(name, examples)).toEqual([]);
  });

  test('gives values that its schema allows', () => {
    const values = examples.rows.map(([, value]) => value).filter((value) => value !== malformed);
    for (const value of values) expect(examples.schema.safeParse(value).error).toBeUndefined();
  });

  test('would need another version if it read them differently', () => {
    expect(differences(name, { ...examples, read: (row) => [examples.read(row)] })).not.toEqual([]);
  });
});
