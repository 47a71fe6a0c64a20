import { FIELD_USAGE } from '../records/custom-fields.js';
import { history } from '../records/history.js';
import { contactAtSite, customerOfSite } from '../records/layout.js';
import type { Row } from '../records/row.js';
import { describe } from '../records/type.js';
import { CITIES, STREETS } from '../records/words.js';
import { isBlank, isBody, numberOf, textOf, type Body } from '../writing/values.js';

const ADDRESS = [1, 2, 3, 4, 5].map((line) => `delivery_address_line${line}`);
const DETAIL_ONLY = ['emaildomain', 'country_code', 'datto_id', 'connectwiseid'];

/** Fields that some sites have a value in. */
function extraOf(id: number, client: number): Row {
  return {
    sla_id: id % 6 === 0 ? 1 : -1,
    isinvoicesite: id % 2 === 0,
    country_code_name: 'United Kingdom',
    country_code: 'GB',
    region_code_name: id % 3 === 0 ? 'West Yorkshire' : undefined,
    itglue_id: id % 5 === 0 ? `itglue-${id}` : undefined,
    emaildomain: `customer-${client}.example`,
    ...(id % 5 === 0 ? { datto_id: `datto-${id}`, connectwiseid: 9000 + id } : {}),
  };
}

/** The lines of an address object, of which those that are left out stay (halo-api.md §6.5). */
function addressOf(body: Body): Row {
  const address = body['delivery_address'];
  if (!isBody(address)) return {};
  const lines = { line1: 'line1', line2: 'line2', line3: 'city', line4: 'region', postcode: 'postcode' };
  return Object.fromEntries(
    Object.entries(lines).flatMap(([key, field]) => {
      const line = textOf(address, key);
      return line === undefined ? [] : [[field, line]];
    }),
  );
}

/** Sites of customers. */
export const sites = describe({
  generate(draw, id, layout) {
    const main = id - layout.range('sites').first < layout.range('customers').count;
    const city = draw.pick<string>(CITIES);
    const client_id = customerOfSite(layout, id);
    return {
      ...history(layout, draw),
      name: main ? 'Main' : `${city} ${id}`,
      client_id,
      inactive: !main && draw.chance(8),
      phonenumber: draw.chance(60) ? `+44 1632 960${draw.int(900) + 100}` : undefined,
      timezone: draw.chance(30) ? 'GMT Standard Time' : undefined,
      notes: draw.chance(10) ? 'Parking behind the building.' : undefined,
      ref: draw.chance(20) ? `S${id}` : undefined,
      maincontact_id: contactAtSite(layout, id, 0),
      line1: `${1 + draw.int(200)} ${draw.pick(STREETS)}`,
      line2: id % 4 === 0 ? 'Second floor' : undefined,
      city,
      region: id % 3 === 0 ? 'West Yorkshire' : undefined,
      postcode: `ZZ${1 + draw.int(99)} ${draw.int(10)}AA`,
      isstocklocation: !main && draw.chance(15),
      extra: extraOf(id, client_id),
    };
  },
  name: 'sites',
  endpoint: 'Site',
  key: 'sites',
  scope: 'read:customers',
  first: 31,
  count: (size) => size('customers') + Math.floor(size('customers') / 4),
  salt: 3,
  customer: 'client_id',
  customFields: FIELD_USAGE.sites,
  // Stock locations, which lists may leave out (halo-api.md §13.26).
  special: {
    field: 'isstocklocation',
    parameter: 'includestocklocations',
    othersParameter: 'includenonstocklocations',
  },
  order: ['name', 'client_id'],
  search: ['name'],
  decimals: ['client_id'],
  asked: { includenotes: ['notes'], includeaddress: ADDRESS },
  listOnly: [...ADDRESS, 'key', 'table'],
  detailOnly: DETAIL_ONLY,
  writing: {
    scope: 'edit:customers',
    integers: ['id', 'client_id', 'maincontact_id', 'sla_id'],
    fields: [
      'name',
      'client_id',
      'inactive',
      'phonenumber',
      'timezone',
      'notes',
      'ref',
      'maincontact_id',
      'isstocklocation',
    ],
    extra: ['sla_id', 'isinvoicesite', 'emaildomain'],
    blank: (now) => ({
      datecreated: now,
      last_update: now,
      name: '',
      client_id: 0,
      inactive: false,
      phonenumber: undefined,
      timezone: undefined,
      notes: undefined,
      ref: undefined,
      maincontact_id: 0,
      line1: '',
      line2: undefined,
      city: '',
      region: undefined,
      postcode: '',
      isstocklocation: false,
      extra: { sla_id: -1, isinvoicesite: false },
    }),
    changes: addressOf,
    problem(record, _body, { fieldIn }) {
      if (isBlank(record['name'])) return 'A Name must be entered';
      const client = fieldIn('customers', numberOf(record, 'client_id') ?? 0, 'name');
      return client === undefined ? 'A Customer must be selected' : undefined;
    },
  },
  row(record, { clientName }) {
    const { id } = record;
    const client = clientName(record.client_id);
    return {
      id,
      name: record.name,
      client_id: record.client_id,
      client_name: client,
      clientsite_name: `${client}/${record.name}`,
      inactive: record.inactive,
      phonenumber: record.phonenumber,
      colour: '#2bd3c6',
      timezone: record.timezone,
      invoice_address_isdelivery: true,
      isstocklocation: record.isstocklocation,
      messagegroup_id: 0,
      maincontact_id: record.maincontact_id,
      ref: record.ref,
      use: 'site',
      ...record.extra,
      notes: record.notes,
      delivery_address_line1: record.line1,
      delivery_address_line2: record.line2,
      delivery_address_line3: record.city,
      delivery_address_line4: record.region,
      delivery_address_line5: record.postcode,
      key: id,
      table: 1,
    };
  },
  detail: (record, { dates, contactName }) => ({
    datecreated: dates.stored(record.datecreated),
    slastupdate: dates.stored(record.last_update),
    maincontact_name: contactName(record.maincontact_id),
    geocoord1: record.id % 2 === 0 ? 53.8 : 0,
    geocoord2: record.id % 2 === 0 ? -1.55 : 0,
    invoice_address: { line1: 'PO Box 7', line3: 'Exeter', postcode: 'ZZ7 7AA' },
    delivery_address: {
      line1: record.line1,
      line2: record.line2,
      line3: record.city,
      line4: record.region,
      postcode: record.postcode,
    },
  }),
});
