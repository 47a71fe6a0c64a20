import { z } from 'zod';

import { toId } from '../../halo/values/rows.js';
import { Asset } from '../../records/assets.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { change, changing } from '../resource/change.js';
import { findSite } from '../sites/find-site.js';
import { writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { attributeField, attributesOf } from './attributes.js';
import { assetFields, customerOfSite } from './fields.js';
import { assetKind } from './kind.js';

const model = writeModel(assetFields);

export const updateAsset = defineFunction({
  ...changing,
  name: 'update-asset',
  description: 'Change fields of an asset',
  instructions:
    'It changes the fields that are given; fields and attributes that are left out keep their values. A site_id moves the asset to that site, and to its customer. Give expected_updated_at, from get-asset, when the change depends on what you have read.',
  scopes: ['edit:assets', 'read:assets', 'read:customers'],
  cost: { usual: 3, most: 6 },
  example: { asset_id: '503', notes: 'Battery replaced.', attributes: { 'IP Address': '192.0.2.17' } },
  input: z.strictObject({ asset_id: idInput('Asset, by id.'), ...model.shape, ...updateOptions }),
  output: writeResult(Asset.schema),
  run: (call, { asset_id: id, ...input }) =>
    change(call, assetKind, model, id, input, async (current) => {
      const fields = {
        ...model.fields,
        customer_id: customerOfSite,
        attributes: attributeField(attributesOf(current['fields'])),
      };
      const isMoving = input.site_id !== undefined && String(toId(current['site_id'])) !== String(input.site_id);
      if (!isMoving) return { model: { fields } };
      const { customer, problems } = await findSite(call, { site_id: input.site_id });
      return { model: { fields }, fields: { customer_id: customer }, problems };
    }),
});
