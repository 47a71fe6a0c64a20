import { Site, siteList } from '../../records/sites.js';
import { resourceKind } from '../resource/kind.js';
import { withAddressLines } from './address.js';

export const siteKind = resourceKind({
  name: 'site',
  model: Site,
  list: siteList,
  titles: ['name'],
  within: ['client_id'],
  toRow: withAddressLines,
});
