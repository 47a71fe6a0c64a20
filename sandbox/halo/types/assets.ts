import { FIELD_USAGE } from '../records/custom-fields.js';
import { history, YEAR_MS } from '../records/history.js';
import { contactAtSite, customerOfSite } from '../records/layout.js';
import { describe, type Row, type RowContext } from '../records/type.js';
import { MODELS } from '../records/words.js';
import { otherProducts } from './other-products.js';
import { ASSET_FIELDS, ASSET_STATUSES, ASSET_TYPES } from './setup/tables.js';

interface Attributes {
  readonly computer_name: string;
  readonly model: string;
  readonly serial_number: string;
  readonly ip_address: string | undefined;
}

/** The attributes that the asset's type defines (halo-api.md §6.2). */
function typeFields({ computer_name, model, serial_number, ip_address }: Attributes, { filled }: RowContext): Row[] {
  const values = [computer_name, model, serial_number, ip_address];
  return ASSET_FIELDS.map((field, index) =>
    filled({
      id: field.field_id,
      name: field.field_name,
      value: values[index],
      display: values[index] ?? '',
      mandatory: false,
      lookup: 0,
      systemuse: 0,
      typeinfo_id: field.typeinfo_id,
    }),
  );
}

/** `includeassetfields` needs `assettype_id` (halo-api.md §4.6). */
function hasFields({ parameters }: RowContext): boolean {
  return parameters.flag('includeassetfields') && parameters.has('assettype_id');
}

/** Products that know some of the assets. */
// prettier-ignore
const PRODUCTS = [
  'automate_id', 'connectwisermm_id', 'atera_id', 'syncroid', 'kaseya_id', 'nable_id', 'auvik_device_id', 'addigy_id',
  'liongard_id', 'domotz_id', 'passportal_id', 'snow_id', 'tanium_id', 'itglue_url', 'ninja_url', 'datto_url', 'ncentral_url',
] as const;

/** Fields that one asset in a few has. */
function rare(record: { readonly id: number; readonly datecreated: number }, { dates, agentName }: RowContext): Row {
  const { id } = record;
  if (id % 6 !== 0) return {};
  return {
    business_owner_id: 3,
    business_owner_name: agentName(3),
    technical_owner_id: 4,
    technical_owner_name: agentName(4),
    parent_id: id - 1,
    child_id: id - 2,
    commissiondate: dates.stored(record.datecreated),
    stock_date: dates.stored(record.datecreated),
    supplier_contract_id: 1,
    item_id: 900,
    item_name: 'Managed workstation',
    third_party_id: 4000 + id,
    sla_id: 1,
    priority_id: 2,
  };
}

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
      computer_name: `CUST-${type.tagprefix}${id}`,
      model: draw.pick<string>(MODELS),
      serial_number: `SN${draw.int(0x7fffffff).toString(36).toUpperCase()}`,
      ip_address: draw.chance(60) ? `192.0.2.${1 + draw.int(254)}` : undefined,
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
      ...otherProducts(PRODUCTS, record.id),
      ...rare(record, context),
      // Ids of services, as one text (halo-api.md §6.7).
      service_ids: record.id % 4 === 0 ? `${40 + (record.id % 3)},12` : undefined,
      ...(hasFields(context) ? { fields: typeFields(record, context) } : {}),
    };
  },
  detail(record, context) {
    const stamp = context.dates.stored(record.last_update);
    return {
      notes: record.notes,
      dlastupdate: stamp,
      last_modified: stamp,
      fields: typeFields(record, context),
      users: record.user_id === 0 ? [] : [{ id: record.user_id, name: context.contactName(record.user_id) }],
      software: [],
      parent_assets: [],
      child_assets: [],
      external_links: [],
    };
  },
});
