import { z } from 'zod';

import { Customer } from '../../records/customers.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { get, getting } from '../resource/get.js';
import { customerKind } from './kind.js';

export const getCustomer = defineFunction({
  ...getting,
  name: 'get-customer',
  description: 'Read a customer as it is now, with what lists leave out',
  instructions:
    'Use it when the id of a customer is known. It carries what synced records lack, because only the detail of a customer has it: custom fields, website, main contact, tax number and updated_at. search-customers finds ids.',
  scopes: ['read:customers'],
  example: { customer_id: '21' },
  input: z.strictObject({ customer_id: idInput('Customer, by id.') }),
  output: z.object({
    customer: described(Customer.schema, 'The customer, as its sync saves it, and with its detail.'),
  }),
  run: async (call, { customer_id: id }) => ({ customer: await get(call, customerKind, id) }),
});
