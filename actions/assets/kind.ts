import { Asset, assetList } from '../../records/assets.js';
import { resourceKind } from '../resource/kind.js';

export const assetKind = resourceKind({
  name: 'asset',
  model: Asset,
  list: assetList,
  titles: ['inventory_number'],
  within: ['client_id', 'site_id', 'assettype_id'],
});
