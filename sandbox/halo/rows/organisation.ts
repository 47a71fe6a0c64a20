import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import type { ContactRecord, CustomerRecord, SiteRecord } from '../records/organisation.js';
import { customFields } from './custom-fields.js';
import { decimalId, type Row, type RowWriter } from './writer.js';

function customerFields(record: CustomerRecord, writer: RowWriter): Row {
  return {
    id: record.id,
    name: record.name,
    toplevel_id: record.toplevel_id,
    toplevel_name: 'Customers',
    inactive: record.inactive,
    colour: record.colour,
    notes: record.notes,
    confirmemail: 1,
    actionemail: 1,
    clearemail: 1,
    messagegroup_id: -1,
    mailbox_override: 0,
    item_tax_code: 0,
    service_tax_code: 0,
    prepay_tax_code: 0,
    contract_tax_code: 0,
    pritech: 0,
    sectech: 0,
    accountmanagertech: record.accountmanagertech,
    xeroid: record.xeroid,
    accountsid: record.accountsid,
    client_to_invoice: 0,
    azure_tenant_id: record.azure_tenant_id,
    default_currency_code: 0,
    stopped: 0,
    customertype: record.customertype,
    ref: record.ref,
    is_vip: record.is_vip,
    taxable: true,
    is_account: false,
    percentage_to_survey: 0,
    main_site_id: record.main_site_id,
    main_phonenumber: record.main_phonenumber,
    contractlastchecked: writer.dates.stored(undefined, SENTINEL.audit),
    use: 'client',
    key: record.id,
    table: 0,
    customer_relationship: [],
    customfields: customFields(writer, FIELD_USAGE.customers, record.custom, record.id),
  };
}

export function customerRow(record: CustomerRecord, writer: RowWriter): string {
  return writer.text(customerFields(record, writer));
}

/** Stamps are in the item only (halo-api.md §5.2). */
export function customerItem(record: CustomerRecord, writer: RowWriter): string {
  return writer.text({
    ...customerFields(record, writer),
    website: record.website,
    main_site_name: writer.siteName(record.main_site_id),
    datecreated: writer.dates.stored(record.datecreated),
    alastupdate: writer.dates.stored(record.last_update),
    external_links: [],
    popup_notes: [],
  });
}

function siteFields(record: SiteRecord, writer: RowWriter): Row {
  const client = writer.clientName(record.client_id);
  const address = writer.parameters.flag('includeaddress');
  return {
    id: record.id,
    name: record.name,
    client_id: record.client_id,
    client_name: client,
    clientsite_name: `${client}/${record.name}`,
    inactive: record.inactive,
    sla_id: -1,
    phonenumber: record.phonenumber,
    colour: '#2bd3c6',
    timezone: record.timezone,
    notes: writer.parameters.flag('includenotes') ? record.notes : undefined,
    invoice_address_isdelivery: true,
    isstocklocation: false,
    messagegroup_id: 0,
    maincontact_id: record.maincontact_id,
    ref: record.ref,
    ...(address
      ? {
          delivery_address_line1: record.line1,
          delivery_address_line3: record.city,
          delivery_address_line5: record.postcode,
          country_code_name: 'United Kingdom',
        }
      : {}),
    use: 'site',
    key: record.id,
    customfields: [],
  };
}

function siteText(writer: RowWriter, row: Row): string {
  const text = writer.text(row);
  return writer.switches.decimalIds ? decimalId(text, 'client_id') : text;
}

export function siteRow(record: SiteRecord, writer: RowWriter): string {
  return siteText(writer, siteFields(record, writer));
}

export function siteItem(record: SiteRecord, writer: RowWriter): string {
  return siteText(writer, {
    ...siteFields(record, writer),
    notes: record.notes,
    datecreated: writer.dates.stored(record.datecreated),
    slastupdate: writer.dates.stored(record.last_update),
    maincontact_name: writer.contactName(record.maincontact_id),
    delivery_address: { line1: record.line1, line3: record.city, postcode: record.postcode },
    country_code: 'GB',
  });
}

function contactFields(record: ContactRecord, writer: RowWriter): Row {
  return {
    id: record.id,
    name: `${record.firstname} ${record.surname}`,
    site_id: record.site_id,
    site_id_int: record.site_id,
    site_name: writer.siteName(record.site_id),
    client_id: record.client_id,
    client_name: writer.clientName(record.client_id),
    firstname: record.firstname,
    surname: record.surname,
    initials: record.firstname.slice(0, 1) + record.surname.slice(0, 1),
    title: record.title,
    emailaddress: record.emailaddress,
    phonenumber_preferred: record.phonenumber ?? record.mobilenumber,
    phonenumber: record.phonenumber,
    mobilenumber: record.mobilenumber,
    telpref: 0,
    login: record.emailaddress,
    inactive: record.inactive,
    colour: '#2bd3c6',
    isimportantcontact: record.isimportantcontact,
    neversendemails: record.neversendemails,
    priority_id: 0,
    linked_agent_id: 0,
    covered_by_contract: false,
    isserviceaccount: false,
    is_prospect: false,
    messagegroup_id: -1,
    azureoid: record.azureoid,
    connectwiseid: 0,
    autotaskid: -1,
    notes: writer.parameters.flag('includenotes') ? record.notes : undefined,
    use: 'user',
    key: record.id,
    customfields: [],
  };
}

function contactText(writer: RowWriter, row: Row): string {
  const text = writer.text(row);
  return writer.switches.decimalIds ? decimalId(text, 'site_id') : text;
}

export function contactRow(record: ContactRecord, writer: RowWriter): string {
  return contactText(writer, contactFields(record, writer));
}

export function contactItem(record: ContactRecord, writer: RowWriter): string {
  return contactText(writer, {
    ...contactFields(record, writer),
    notes: record.notes,
    datecreated: writer.dates.stored(record.datecreated),
    ulastupdate: writer.dates.stored(record.last_update),
    delegation_start: writer.dates.stored(undefined, SENTINEL.audit),
    delegation_end: writer.dates.stored(undefined, SENTINEL.audit),
    isexternal: false,
  });
}
