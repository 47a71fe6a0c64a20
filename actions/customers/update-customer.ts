import { z } from 'zod';

import { Customer } from '../../records/customers.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { change, changing } from '../resource/change.js';
import { writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { customerFields } from './fields.js';
import { customerKind } from './kind.js';

const model = writeModel(customerFields);

export const updateCustomer = defineFunction({
  ...changing,
  name: 'update-customer',
  description: 'Change fields of a customer',
  instructions:
    'It changes the fields that are given; fields that are left out keep their values. Its address and phone number are those of its site (update-site). Give expected_updated_at, from get-customer, when the change depends on what you have read.',
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 3, most: 5 },
  example: { customer_id: '21', notes: 'Call reception first.', reference: 'CON' },
  input: z.strictObject({ customer_id: idInput('Customer, by id.'), ...model.shape, ...updateOptions }),
  output: writeResult(Customer.schema),
  run: (call, { customer_id: id, ...input }) => change(call, customerKind, model, id, input),
});
