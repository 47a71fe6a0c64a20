import { Site, siteList } from '../../records/sites.js';
import { listedKind } from '../resource/kind.js';
import { withAddressLines } from './address.js';

export const siteKind = listedKind({
  name: 'site',
  model: Site,
  list: siteList,
  titles: ['name'],
  within: ['client_id'],
  toRow: withAddressLines,
});
