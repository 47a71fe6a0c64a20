import { z } from 'zod';

import { Site } from '../../records/sites.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { change, changing } from '../resource/change.js';
import { writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { addressOf } from './address.js';
import { sentSiteFields, siteFields } from './fields.js';
import { siteKind } from './kind.js';

const model = writeModel(siteFields);

export const updateSite = defineFunction({
  ...changing,
  name: 'update-site',
  description: 'Change fields of a site',
  instructions:
    'It changes the fields that are given; fields and address lines that are left out keep their values. A site stays with its customer. Give expected_updated_at, from get-site, when the change depends on what you have read.',
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 3, most: 4 },
  example: { site_id: '31', phone: '+44 113 496 0000', address_city: 'Leeds' },
  input: z.strictObject({ site_id: idInput('Site, by id.'), ...model.shape, ...updateOptions }),
  output: writeResult(Site.schema),
  run: (call, { site_id: id, ...input }) =>
    change(call, siteKind, sentSiteFields, id, input, () => ({ fields: { address: addressOf(input) } })),
});
