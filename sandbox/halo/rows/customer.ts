import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import type { CustomerRecord } from '../records/organisation.js';
import { customFields } from './custom-fields.js';
import { otherProducts } from './other-products.js';
import type { Row, RowWriter } from './writer.js';

/** Products whose ids only the detail of a customer has. */
const PRODUCTS = ['ninjarmmid', 'connectwiseid', 'autotaskid', 'datto_id', 'hubspot_id'] as const;

function fields(record: CustomerRecord): Row {
  const { id } = record;
  return {
    id,
    name: record.name,
    toplevel_id: record.toplevel_id,
    toplevel_name: 'Customers',
    inactive: record.inactive,
    colour: record.colour,
    confirmemail: 1,
    actionemail: 1,
    clearemail: 1,
    messagegroup_id: -1,
    mailbox_override: 0,
    item_tax_code: id % 4 === 0 ? 2 : 0,
    service_tax_code: id % 4 === 0 ? 2 : 0,
    prepay_tax_code: 0,
    contract_tax_code: id % 4 === 0 ? 2 : 0,
    pritech: id % 3 === 0 ? record.accountmanagertech : 0,
    sectech: id % 6 === 0 ? record.accountmanagertech : 0,
    accountmanagertech: record.accountmanagertech,
    xeroid: record.xeroid,
    accountsid: record.accountsid,
    client_to_invoice: id % 9 === 0 ? id - 1 : 0,
    itglue_id: id % 5 === 0 ? `itglue-${id}` : undefined,
    qbo_company_id: id % 7 === 0 ? `qbo-${id}` : undefined,
    azure_tenant_id: record.azure_tenant_id,
    default_currency_code: 0,
    clientcurrency: id % 3 === 0 ? 'GBP' : undefined,
    billing_plan_text: id % 4 === 0 ? 'All you can eat' : undefined,
    // A number, of which more than 0 means that the customer is on stop (halo-api.md §6.1.4).
    stopped: id % 11 === 0 ? 2 : 0,
    customertype: record.customertype,
    ref: record.ref,
    is_vip: record.is_vip,
    taxable: true,
    is_account: false,
    percentage_to_survey: 0,
    main_site_id: record.main_site_id,
    main_phonenumber: record.main_phonenumber,
    use: 'client',
    customer_relationship: [],
  };
}

export function customerRow(record: CustomerRecord, writer: RowWriter): string {
  return writer.text({
    ...fields(record),
    ...(writer.asks('includenotes') ? { notes: record.notes } : {}),
    key: record.id,
    table: 0,
    ...writer.listedCustomFields,
  });
}

/** Stamps, the main contact, addresses for bills and custom fields are in the item only (halo-api.md §6.4). */
export function customerItem(record: CustomerRecord, writer: RowWriter): string {
  const { id } = record;
  const contact = writer.tenant.sites.rows.read(record.main_site_id)?.maincontact_id ?? 0;
  return writer.text({
    ...fields(record),
    notes: record.notes,
    website: record.website,
    domain: `customer-${id}.example`,
    trading_name: id % 3 === 0 ? `${record.name} Trading` : undefined,
    tax_number: id % 3 === 0 ? `GB${100_000_000 + id}` : undefined,
    accountsemailaddress: id % 2 === 0 ? `accounts@customer-${id}.example` : undefined,
    paymentterms: 30,
    accountmanagertech_name: writer.agentName(record.accountmanagertech),
    main_site_name: writer.siteName(record.main_site_id),
    main_contact_id: contact,
    main_contact_name: writer.contactName(contact),
    main_contact_email: writer.tenant.contacts.rows.read(contact)?.emailaddress ?? `office@customer-${id}.example`,
    datecreated: writer.dates.stored(record.datecreated),
    alastupdate: writer.dates.stored(record.last_update),
    contractlastchecked: writer.dates.stored(undefined, SENTINEL.audit),
    external_links: [],
    popup_notes: [],
    ...otherProducts(PRODUCTS, id),
    customfields: customFields(writer, FIELD_USAGE.customers, record.custom, id),
  });
}
