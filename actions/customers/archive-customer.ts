import { z } from 'zod';

import { Customer } from '../../records/customers.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { archive, archiveInput, archiving } from '../resource/archive.js';
import { writeResult } from '../writing/result.js';
import { customerKind } from './kind.js';

export const archiveCustomer = defineFunction({
  ...archiving,
  name: 'archive-customer',
  description: 'Archive a customer, or bring an archived one back',
  instructions:
    'Use it for a company that is no longer a customer: Halo then leaves it out of its lists, and keeps its tickets. Nothing is deleted. What becomes of its sites and contacts is up to the tenant, so archive those that matter by themselves.',
  scopes: ['edit:customers', 'read:customers'],
  example: { customer_id: '21' },
  input: z.strictObject({ customer_id: idInput('Customer, by id.'), ...archiveInput }),
  output: writeResult(Customer.schema),
  run: (call, { customer_id: id, ...input }) => archive(call, customerKind, id, input),
});
