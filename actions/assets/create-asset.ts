import { z } from 'zod';

import { Asset } from '../../records/assets.js';
import { described } from '../../records/described.js';
import type { Call } from '../call.js';
import type { Wanted } from '../choices/choices.js';
import { InvalidChoiceError } from '../choices/invalid-choice.js';
import { choiceKinds } from '../choices/kinds.js';
import { defineFunction } from '../define.js';
import { idSchema } from '../fields/plain.js';
import { creating } from '../resource/create.js';
import { findSite } from '../sites/find-site.js';
import { create } from '../writing/create.js';
import { idempotencyKey } from '../writing/key.js';
import { sentFields, writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { attributeField, attributesOfType } from './attributes.js';
import { assetFields, customerOfSite } from './fields.js';
import { assetKind } from './kind.js';

const model = writeModel(assetFields, { required: ['tag', 'type'] });

export const createAsset = defineFunction({
  ...creating,
  name: 'create-asset',
  description: 'Create an asset for a customer',
  instructions:
    'Use it for a device or anything else that is looked after and is not in Halo yet: look with search-assets first. It belongs to a site: give it, or the customer, whose main site is taken then. What its type calls attributes, such as a serial number, goes into attributes. Give an idempotency_key, so that a repeated call does not make it twice.',
  scopes: ['edit:assets', 'read:assets', 'read:customers'],
  cost: { usual: 7, most: 34, when: 'the key is looked for among ten assets of the same tag' },
  example: {
    customer_id: '21',
    type: 'Laptop',
    tag: 'LT-4711',
    attributes: { 'Serial Number': '8XK2P23' },
    idempotency_key: 'rmm-device-4711',
  },
  input: z.strictObject({
    customer_id: described(idSchema.optional(), 'Customer, by id; its main site is taken unless a site is given.'),
    ...model.shape,
    idempotency_key: idempotencyKey,
    ...writeOptions,
  }),
  output: writeResult(Asset.schema),
  run: async (call, { idempotency_key: key, dry_run: isDryRun, ...input }) => {
    const { site, customer, problems } = await findSite(call, input);
    const type = await typeOf(call, input.type);
    const known = type === undefined || input.attributes === undefined ? [] : await attributesOfType(call, type);
    const fields = { ...model.fields, customer_id: customerOfSite, attributes: attributeField(known) };
    // Attributes cannot be told without a type, which is a problem of its own.
    const attributes = type === undefined ? undefined : input.attributes;
    const placed = { ...input, site_id: site, customer_id: customer, attributes };
    const sent = await sentFields(call, { fields }, placed, undefined, problems);
    return create(call, assetKind, { sent, key, isDryRun });
  },
});

/** The id of an asset type. @returns `undefined` for one that the tenant does not have */
async function typeOf({ choices }: Call, wanted: Wanted): Promise<string | undefined> {
  try {
    return (await choices.find(choiceKinds.assetType, wanted)).id;
  } catch (error) {
    if (error instanceof InvalidChoiceError) return undefined;
    throw error;
  }
}
