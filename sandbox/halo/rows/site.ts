import type { SiteRecord } from '../records/organisation.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { customFields } from './custom-fields.js';
import { decimalId, type Row, type RowWriter } from './writer.js';

function address(record: SiteRecord): Row {
  return {
    delivery_address_line1: record.line1,
    delivery_address_line2: record.id % 4 === 0 ? 'Second floor' : undefined,
    delivery_address_line3: record.city,
    delivery_address_line4: record.id % 3 === 0 ? 'West Yorkshire' : undefined,
    delivery_address_line5: record.postcode,
  };
}

function fields(record: SiteRecord, writer: RowWriter): Row {
  const client = writer.clientName(record.client_id);
  return {
    id: record.id,
    name: record.name,
    client_id: record.client_id,
    client_name: client,
    clientsite_name: `${client}/${record.name}`,
    inactive: record.inactive,
    sla_id: record.id % 6 === 0 ? 1 : -1,
    phonenumber: record.phonenumber,
    colour: '#2bd3c6',
    timezone: record.timezone,
    invoice_address_isdelivery: true,
    isinvoicesite: record.id % 2 === 0,
    isstocklocation: record.isstocklocation,
    messagegroup_id: 0,
    maincontact_id: record.maincontact_id,
    ref: record.ref,
    country_code_name: 'United Kingdom',
    region_code_name: record.id % 3 === 0 ? 'West Yorkshire' : undefined,
    itglue_id: record.id % 5 === 0 ? `itglue-${record.id}` : undefined,
    use: 'site',
  };
}

function text(writer: RowWriter, row: Row): string {
  const json = writer.text(row);
  return writer.switches.decimalIds ? decimalId(json, 'client_id') : json;
}

export function siteRow(record: SiteRecord, writer: RowWriter): string {
  return text(writer, {
    ...fields(record, writer),
    ...(writer.asks('includenotes') ? { notes: record.notes } : {}),
    ...(writer.asks('includeaddress') ? address(record) : {}),
    key: record.id,
    table: 1,
    ...writer.listedCustomFields,
  });
}

export function siteItem(record: SiteRecord, writer: RowWriter): string {
  return text(writer, {
    ...fields(record, writer),
    notes: record.notes,
    datecreated: writer.dates.stored(record.datecreated),
    slastupdate: writer.dates.stored(record.last_update),
    maincontact_name: writer.contactName(record.maincontact_id),
    emaildomain: `customer-${record.client_id}.example`,
    delivery_address: { line1: record.line1, line3: record.city, postcode: record.postcode },
    country_code: 'GB',
    ...(record.id % 5 === 0 ? { datto_id: `datto-${record.id}`, connectwiseid: 9000 + record.id } : {}),
    customfields: customFields(writer, FIELD_USAGE.sites, record.custom, record.id),
  });
}
