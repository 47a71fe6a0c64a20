import { FIELD_USAGE } from '../records/custom-fields.js';
import type { AssetRecord } from '../records/asset.js';
import { ASSET_FIELDS, ASSET_STATUSES, ASSET_TYPES } from '../records/setup.js';
import { customFields } from './custom-fields.js';
import { otherProducts } from './other-products.js';
import type { Row, RowWriter } from './writer.js';

/** The attributes that the asset's type defines (halo-api.md §6.2). */
function typeFields(record: AssetRecord, writer: RowWriter): Row[] {
  const values = [record.computer_name, record.model, record.serial_number, record.ip_address];
  return ASSET_FIELDS.map((field, index) =>
    writer.filled({
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

/** Products that know some of the assets. */
// prettier-ignore
const PRODUCTS = [
  'automate_id', 'connectwisermm_id', 'atera_id', 'syncroid', 'kaseya_id', 'nable_id', 'auvik_device_id', 'addigy_id',
  'liongard_id', 'domotz_id', 'passportal_id', 'snow_id', 'tanium_id', 'itglue_url', 'ninja_url', 'datto_url', 'ncentral_url',
] as const;

/** Fields that one asset in a few has. */
function rare(record: AssetRecord, writer: RowWriter): Row {
  const { id } = record;
  if (id % 6 !== 0) return {};
  return {
    business_owner_id: 3,
    business_owner_name: writer.agentName(3),
    technical_owner_id: 4,
    technical_owner_name: writer.agentName(4),
    parent_id: id - 1,
    child_id: id - 2,
    commissiondate: writer.dates.stored(record.datecreated),
    stock_date: writer.dates.stored(record.datecreated),
    supplier_contract_id: 1,
    item_id: 900,
    item_name: 'Managed workstation',
    third_party_id: 4000 + id,
    sla_id: 1,
    priority_id: 2,
  };
}

function fields(record: AssetRecord, writer: RowWriter): Row {
  const type = ASSET_TYPES.find(({ id }) => id === record.assettype_id);
  const { dates } = writer;
  return {
    id: record.id,
    inventory_number: record.inventory_number,
    key_field: record.computer_name,
    key_field2: record.model,
    key_field3: record.serial_number,
    client_id: record.client_id,
    client_name: writer.clientName(record.client_id),
    site_id: record.site_id,
    site_name: writer.siteName(record.site_id),
    username: writer.contactName(record.user_id),
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
    ...rare(record, writer),
  };
}

/** Ids of services, as one text (halo-api.md §6.7). */
function servicesOf({ id }: AssetRecord): string | undefined {
  return id % 4 === 0 ? `${40 + (id % 3)},12` : undefined;
}

/** `includeassetfields` needs `assettype_id` (halo-api.md §4.6). */
export function assetRow(record: AssetRecord, writer: RowWriter): string {
  const { parameters } = writer;
  const withFields = parameters.flag('includeassetfields') && parameters.has('assettype_id');
  return writer.text({
    ...fields(record, writer),
    ...(writer.asks('includeservices') ? { service_ids: servicesOf(record) } : {}),
    ...(withFields ? { fields: typeFields(record, writer) } : {}),
    ...writer.listedCustomFields,
  });
}

export function assetItem(record: AssetRecord, writer: RowWriter): string {
  const stamp = writer.dates.stored(record.last_update);
  return writer.text({
    ...fields(record, writer),
    service_ids: servicesOf(record),
    notes: record.notes,
    dlastupdate: stamp,
    last_modified: stamp,
    fields: typeFields(record, writer),
    users: record.user_id === 0 ? [] : [{ id: record.user_id, name: writer.contactName(record.user_id) }],
    software: [],
    parent_assets: [],
    child_assets: [],
    external_links: [],
    customfields: customFields(writer, FIELD_USAGE.assets, record.custom, record.id),
  });
}
