import { z } from 'zod';

import { Site } from '../../records/sites.js';
import { customerKind } from '../customers/kind.js';
import { defineFunction } from '../define.js';
import { reference } from '../fields/plain.js';
import { creating } from '../resource/create.js';
import { create } from '../writing/create.js';
import { idempotencyKey } from '../writing/key.js';
import { sentFields, writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { addressOf } from './address.js';
import { sentSiteFields, siteFields } from './fields.js';
import { siteKind } from './kind.js';

const customer = { customer_id: reference('client_id', 'Customer, by id.') };
const model = writeModel({ ...customer, ...siteFields }, { required: ['customer_id', 'name'] });
const sentModel = { fields: { ...customer, ...sentSiteFields.fields } };

export const createSite = defineFunction({
  ...creating,
  name: 'create-site',
  description: 'Create a site for a customer',
  instructions:
    'Use it for a place of a customer that is not in Halo yet: look with search-sites first. Contacts and assets belong to a site, so a new customer needs one. Give an idempotency_key, so that a repeated call does not make it twice.',
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 5, most: 30, when: 'the key is looked for among ten sites of the same name' },
  example: {
    customer_id: '21',
    name: 'Leeds',
    address_line_1: '1 Park Row',
    address_city: 'Leeds',
    address_postcode: 'LS1 5HD',
    idempotency_key: 'crm-location-17',
  },
  input: z.strictObject({ ...model.shape, idempotency_key: idempotencyKey, ...writeOptions }),
  output: writeResult(Site.schema),
  run: async (call, { idempotency_key: key, dry_run: isDryRun, ...fields }) => {
    const owner = await customerKind.read(call, String(fields.customer_id));
    const problems =
      owner === undefined ? [{ field: 'customer_id', message: `there is no customer ${fields.customer_id}` }] : [];
    const sent = await sentFields(call, sentModel, { ...fields, address: addressOf(fields) }, undefined, problems);
    return create(call, siteKind, { sent, key, isDryRun });
  },
});
