import { FIELD_USAGE } from '../records/custom-fields.js';
import { history, YEAR_MS } from '../records/history.js';
import { contactAtSite, customerOfSite } from '../records/layout.js';
import { describe } from '../records/type.js';
import { MODELS } from '../records/words.js';
import {
  attributes,
  attributesOf,
  besides,
  datesOf,
  extraOf,
  hasFields,
  problemOf,
  typeFields,
} from './asset-fields.js';
import { ASSET_STATUSES, ASSET_TYPES } from './setup/tables.js';

/** Assets (Halo: Device). They have no name: the tag is `inventory_number` (halo-api.md §6.7). */
export const assets = describe({
  generate(draw, id, layout) {
    const sites = layout.range('sites');
    const site_id = sites.count === 0 ? 0 : sites.first + draw.int(sites.count);
    const type = draw.pick(ASSET_TYPES);
    const dates = history(layout, draw);
    const warranty = draw.chance(70);
    const contract = draw.chance(40);
    return {
      ...dates,
      inventory_number: `${type.tagprefix}${String(id).padStart(4, '0')}`,
      client_id: customerOfSite(layout, site_id),
      site_id,
      user_id: contactAtSite(layout, site_id, draw.int(1000)),
      assettype_id: type.id,
      status_id: 1 + draw.int(3),
      inactive: draw.chance(10),
      ...attributes({
        computer_name: `CUST-${type.tagprefix}${id}`,
        model: draw.pick<string>(MODELS),
        serial_number: `SN${draw.int(0x7fffffff).toString(36).toUpperCase()}`,
        ip_address: draw.chance(60) ? `192.0.2.${1 + draw.int(254)}` : undefined,
      }),
      // -1 = unset for contracts, 0 for most other ids (halo-api.md §6.1.3).
      contract_id: contract ? 1 + draw.int(5) : -1,
      contract_end_date: contract ? layout.newest + draw.int(YEAR_MS) : undefined,
      supplier_id: draw.int(3),
      supplier_purchasedate: warranty ? dates.datecreated : undefined,
      warranty_start: warranty ? dates.datecreated : undefined,
      warranty_end: warranty ? dates.datecreated + 3 * YEAR_MS : undefined,
      criticality: draw.chance(20) ? 1 + draw.int(3) : -1,
      datto_id: draw.chance(20) ? draw.guid() : undefined,
      ninjarmm_id: draw.chance(40) ? 1 + draw.int(9_999) : undefined,
      intune_id: draw.chance(20) ? draw.guid() : undefined,
      notes: draw.chance(10) ? 'Spare power supply in the cupboard.' : undefined,
      item_cost: id % 3 === 0 ? 640 : 0,
      extra: extraOf(id),
    };
  },
  name: 'assets',
  endpoint: 'Asset',
  key: 'assets',
  scope: 'read:assets',
  first: 501,
  salt: 5,
  customer: 'client_id',
  customFields: FIELD_USAGE.assets,
  order: ['inventory_number'],
  filters: { site_id: 'site_id', assettype_id: 'assettype_id' },
  search: ['inventory_number', 'computer_name'],
  edited: 'inventory_number',
  // An application identity does not see assets (halo-api.md §1.2).
  visible: ({ isApplication }) => (isApplication ? [{ key: 'identity', test: () => false, base: 'none' }] : []),
  asked: { includeservices: ['service_ids'] },
  writing: {
    scope: 'edit:assets',
    integers: [
      'id', 'client_id', 'site_id', 'user_id', 'assettype_id', 'status_id', 'contract_id', 'supplier_id', 'business_owner_id',
      'technical_owner_id', 'parent_id', 'criticality', 'third_party_id',
    ], // prettier-ignore
    fields: [
      'inventory_number', 'client_id', 'site_id', 'user_id', 'assettype_id', 'status_id', 'inactive', 'contract_id',
      'supplier_id', 'criticality', 'notes',
    ], // prettier-ignore
    extra: ['business_owner_id', 'technical_owner_id', 'parent_id', 'third_party_id'],
    blank: (now) => ({
      datecreated: now,
      last_update: now,
      inventory_number: '',
      client_id: 0,
      site_id: 0,
      user_id: 0,
      assettype_id: 0,
      status_id: 0,
      inactive: false,
      ...attributes({ computer_name: undefined, model: undefined, serial_number: undefined, ip_address: undefined }),
      contract_id: -1,
      contract_end_date: undefined,
      supplier_id: 0,
      supplier_purchasedate: undefined,
      warranty_start: undefined,
      warranty_end: undefined,
      item_cost: 0,
      criticality: -1,
      datto_id: undefined,
      ninjarmm_id: undefined,
      intune_id: undefined,
      notes: undefined,
      extra: {},
    }),
    changes: (body) => ({ ...attributesOf(body), ...datesOf(body) }),
    problem: problemOf,
  },
  row(record, context) {
    const { dates, clientName, siteName, contactName } = context;
    const type = ASSET_TYPES.find(({ id }) => id === record.assettype_id);
    return {
      id: record.id,
      inventory_number: record.inventory_number,
      key_field: record.computer_name,
      key_field2: record.model,
      key_field3: record.serial_number,
      client_id: record.client_id,
      client_name: clientName(record.client_id),
      site_id: record.site_id,
      site_name: siteName(record.site_id),
      username: contactName(record.user_id),
      business_owner_id: 0,
      technical_owner_id: 0,
      assettype_id: record.assettype_id,
      assettype_name: type?.name,
      assettype_guid: type?.guid,
      colour: '#8e24aa',
      icon: 'fa fa-laptop',
      status_id: record.status_id,
      status_name: ASSET_STATUSES[record.status_id - 1],
      inactive: record.inactive,
      is_primary_asset: false,
      parent_id: 0,
      contract_id: record.contract_id,
      contract_ref: record.contract_id > 0 ? `CON-${record.contract_id}` : undefined,
      contract_value: record.contract_id > 0 ? 1200 : undefined,
      contract_end_date: dates.stored(record.contract_end_date),
      supplier_id: record.supplier_id,
      supplier_name: record.supplier_id > 0 ? 'Distribution Ltd' : undefined,
      supplier_contract_id: 0,
      supplier_purchasedate: dates.stored(record.supplier_purchasedate),
      warranty_start: dates.stored(record.warranty_start),
      warranty_end: dates.stored(record.warranty_end, '1900-01-01T00:00:00'),
      item_id: 0,
      itemstock_id: 0,
      third_party_id: 0,
      criticality: record.criticality,
      device_number: record.id - 500,
      sla_id: -1,
      priority_id: 0,
      datto_id: record.datto_id,
      ninjarmm_id: record.ninjarmm_id,
      intune_id: record.intune_id,
      use: 'asset',
      ...record.extra,
      ...besides(record, context),
      ...(hasFields(context) ? { fields: typeFields(record, context) } : {}),
    };
  },
  detail(record, context) {
    const stamp = context.dates.stored(record.last_update);
    return {
      notes: record.notes,
      item_cost: record.item_cost,
      dlastupdate: stamp,
      last_modified: stamp,
      fields: typeFields(record, context),
      users: record.user_id === 0 ? [] : [{ id: record.user_id, name: context.contactName(record.user_id) }],
      software: [],
      parent_assets: [],
      child_assets: [],
    };
  },
});
