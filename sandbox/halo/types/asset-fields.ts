import type { Row, RowContext } from '../records/row.js';
import { dateOf, isBody, numberOf, type Body } from '../writing/values.js';
import { otherProducts } from './other-products.js';
import { ASSET_FIELDS, ASSET_TYPES } from './setup/tables.js';

/** The fields of a record that hold the attributes of its type, in the order of `ASSET_FIELDS`. */
const COLUMNS = ['computer_name', 'model', 'serial_number', 'ip_address'] as const;

type Attributes = Readonly<Record<(typeof COLUMNS)[number], string | undefined>>;

export const attributes = (values: Attributes): Attributes => values;

/** The attributes that the asset's type defines (halo-api.md §6.2). */
export function typeFields(attributes: Attributes, { filled }: RowContext): Row[] {
  const values = COLUMNS.map((column) => attributes[column]);
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
export function hasFields({ parameters }: RowContext): boolean {
  return parameters.flag('includeassetfields') && parameters.has('assettype_id');
}

/** Products that know some of the assets. */
// prettier-ignore
const PRODUCTS = [
  'automate_id', 'connectwisermm_id', 'atera_id', 'syncroid', 'kaseya_id', 'nable_id', 'auvik_device_id', 'addigy_id',
  'liongard_id', 'domotz_id', 'passportal_id', 'snow_id', 'tanium_id', 'itglue_url', 'ninja_url', 'datto_url', 'ncentral_url',
] as const;

/** Fields that some assets have a value in. */
export function extraOf(id: number): Row {
  return {
    // Ids of services, as one text (halo-api.md §6.7).
    service_ids: id % 4 === 0 ? `${40 + (id % 3)},12` : undefined,
    ...otherProducts(PRODUCTS, id),
    ...(id % 6 === 0
      ? {
          business_owner_id: 3,
          technical_owner_id: 4,
          parent_id: id - 1,
          child_id: id - 2,
          supplier_contract_id: 1,
          item_id: 900,
          item_name: 'Managed workstation',
          third_party_id: 4000 + id,
          sla_id: 1,
          priority_id: 2,
        }
      : {}),
  };
}

/** Names and dates beside what is kept of an asset. */
export function besides({ datecreated, extra }: Kept, { dates, agentName }: RowContext): Row {
  const nameOf = (key: string): string | undefined => {
    const agent = numberOf(extra, key) ?? 0;
    return agent > 0 ? agentName(agent) : undefined;
  };
  // Assets that a client made were never put into use.
  const day = extra['item_name'] === undefined ? undefined : dates.stored(datecreated);
  return {
    business_owner_name: nameOf('business_owner_id'),
    technical_owner_name: nameOf('technical_owner_id'),
    commissiondate: day,
    stock_date: day,
  };
}

interface Kept {
  readonly datecreated: number;
  readonly extra: Row;
}

/** The attributes of a body: a list that is sent replaces the old one (halo-api.md §7.1). */
export function attributesOf(body: Body): Row {
  const list = body['fields'];
  if (!Array.isArray(list)) return {};
  const sent = new Map(list.filter(isBody).map((field) => [numberOf(field, 'id'), field['value']]));
  return Object.fromEntries(COLUMNS.map((column, index) => [column, sent.get(ASSET_FIELDS[index]?.field_id)] as const));
}

export function datesOf(body: Body): Row {
  const keys = ['warranty_start', 'warranty_end', 'supplier_purchasedate'].filter((key) => body[key] !== undefined);
  return Object.fromEntries(keys.map((key) => [key, dateOf(body, key)]));
}

export function problemOf(record: Row, _body: Body, { fieldIn }: RowContext): string | undefined {
  if (!ASSET_TYPES.some(({ id }) => id === numberOf(record, 'assettype_id'))) return 'An Asset Type must be selected';
  const site = fieldIn('sites', numberOf(record, 'site_id') ?? 0, 'client_id');
  if (site === undefined) return 'A Site must be selected';
  return site === numberOf(record, 'client_id') ? undefined : 'The Site does not belong to the Customer';
}
