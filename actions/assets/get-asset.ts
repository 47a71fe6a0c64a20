import { z } from 'zod';

import { Asset } from '../../records/assets.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { get, getting } from '../resource/get.js';
import { assetKind } from './kind.js';

export const getAsset = defineFunction({
  ...getting,
  name: 'get-asset',
  description: 'Read an asset as it is now, with what lists leave out',
  instructions:
    'Use it when the id of an asset is known. It carries what synced records lack, because only the detail of an asset has it: attributes such as the serial number, custom fields and updated_at. search-assets finds ids.',
  scopes: ['read:assets'],
  example: { asset_id: '503' },
  input: z.strictObject({ asset_id: idInput('Asset, by id.') }),
  output: z.object({ asset: described(Asset.schema, 'The asset, as its sync saves it, and with its detail.') }),
  run: async (call, { asset_id: id }) => ({ asset: await get(call, assetKind, id) }),
});
