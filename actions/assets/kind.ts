import { Asset, assetList } from '../../records/assets.js';
import { listedKind } from '../resource/kind.js';

export const assetKind = listedKind({
  name: 'asset',
  model: Asset,
  list: assetList,
  titles: ['inventory_number'],
  within: ['client_id', 'site_id', 'assettype_id'],
});
