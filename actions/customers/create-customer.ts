import { z } from 'zod';

import { Customer } from '../../records/customers.js';
import { defineFunction } from '../define.js';
import { creating } from '../resource/create.js';
import { create } from '../writing/create.js';
import { idempotencyKey } from '../writing/key.js';
import { sentFields, writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { customerFields } from './fields.js';
import { customerKind } from './kind.js';

const model = writeModel(customerFields, { required: ['name'] });

export const createCustomer = defineFunction({
  ...creating,
  name: 'create-customer',
  description: 'Make a customer',
  instructions:
    'Use it for a company that is not in Halo yet: look for it with search-customers first. Then make its site with create-site, because contacts and assets belong to a site. Give an idempotency_key, such as its id in your product, so that a repeated call does not make it twice.',
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 4, most: 30, when: 'the key is looked for among ten customers of the same name' },
  example: {
    name: 'Contoso Ltd',
    website: 'https://contoso.example',
    is_vip: true,
    idempotency_key: 'crm-company-4711',
  },
  input: z.strictObject({ ...model.shape, idempotency_key: idempotencyKey, ...writeOptions }),
  output: writeResult(Customer.schema),
  run: async (call, { idempotency_key: key, dry_run: isDryRun, ...fields }) =>
    create(call, customerKind, { sent: await sentFields(call, model, fields), key, isDryRun }),
});
