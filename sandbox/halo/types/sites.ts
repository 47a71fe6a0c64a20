import { FIELD_USAGE } from '../records/custom-fields.js';
import { history } from '../records/history.js';
import { contactAtSite, customerOfSite } from '../records/layout.js';
import { describe } from '../records/type.js';
import { CITIES, STREETS } from '../records/words.js';

const ADDRESS = [1, 2, 3, 4, 5].map((line) => `delivery_address_line${line}`);

/** Sites of customers. */
export const sites = describe({
  generate(draw, id, layout) {
    const main = id - layout.range('sites').first < layout.range('customers').count;
    const city = draw.pick<string>(CITIES);
    return {
      ...history(layout, draw),
      name: main ? 'Main' : `${city} ${id}`,
      client_id: customerOfSite(layout, id),
      inactive: !main && draw.chance(8),
      phonenumber: draw.chance(60) ? `+44 1632 960${draw.int(900) + 100}` : undefined,
      timezone: draw.chance(30) ? 'GMT Standard Time' : undefined,
      notes: draw.chance(10) ? 'Parking behind the building.' : undefined,
      ref: draw.chance(20) ? `S${id}` : undefined,
      maincontact_id: contactAtSite(layout, id, 0),
      line1: `${1 + draw.int(200)} ${draw.pick(STREETS)}`,
      city,
      postcode: `ZZ${1 + draw.int(99)} ${draw.int(10)}AA`,
      isstocklocation: !main && draw.chance(15),
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
      sla_id: id % 6 === 0 ? 1 : -1,
      phonenumber: record.phonenumber,
      colour: '#2bd3c6',
      timezone: record.timezone,
      invoice_address_isdelivery: true,
      isinvoicesite: id % 2 === 0,
      isstocklocation: record.isstocklocation,
      messagegroup_id: 0,
      maincontact_id: record.maincontact_id,
      ref: record.ref,
      country_code_name: 'United Kingdom',
      region_code_name: id % 3 === 0 ? 'West Yorkshire' : undefined,
      itglue_id: id % 5 === 0 ? `itglue-${id}` : undefined,
      use: 'site',
      notes: record.notes,
      delivery_address_line1: record.line1,
      delivery_address_line2: id % 4 === 0 ? 'Second floor' : undefined,
      delivery_address_line3: record.city,
      delivery_address_line4: id % 3 === 0 ? 'West Yorkshire' : undefined,
      delivery_address_line5: record.postcode,
      key: id,
      table: 1,
    };
  },
  detail: (record, { dates, contactName }) => ({
    datecreated: dates.stored(record.datecreated),
    slastupdate: dates.stored(record.last_update),
    maincontact_name: contactName(record.maincontact_id),
    emaildomain: `customer-${record.client_id}.example`,
    delivery_address: { line1: record.line1, line3: record.city, postcode: record.postcode },
    country_code: 'GB',
    ...(record.id % 5 === 0 ? { datto_id: `datto-${record.id}`, connectwiseid: 9000 + record.id } : {}),
  }),
});
