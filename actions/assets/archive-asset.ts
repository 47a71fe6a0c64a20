import { z } from 'zod';

import { Asset } from '../../records/assets.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { archive, archiveInput, archiving } from '../resource/archive.js';
import { writeResult } from '../writing/result.js';
import { assetKind } from './kind.js';

export const archiveAsset = defineFunction({
  ...archiving,
  name: 'archive-asset',
  description: 'Archive an asset, or bring an archived one back',
  instructions:
    'Use it for an asset that is gone: Halo then leaves it out of its lists, and keeps its tickets. Nothing is deleted.',
  scopes: ['edit:assets', 'read:assets'],
  example: { asset_id: '503' },
  input: z.strictObject({ asset_id: idInput('Asset, by id.'), ...archiveInput }),
  output: writeResult(Asset.schema),
  run: (call, { asset_id: id, ...input }) => archive(call, assetKind, id, input),
});
