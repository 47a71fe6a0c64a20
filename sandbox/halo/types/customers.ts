import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { history } from '../records/history.js';
import { mainSite, someAgent } from '../records/layout.js';
import { describe } from '../records/type.js';
import { otherProducts } from './other-products.js';
import { COMPANY_FIRST, COMPANY_SECOND } from '../records/words.js';

/** Products whose ids only the detail of a customer has. */
const PRODUCTS = ['ninjarmmid', 'connectwiseid', 'autotaskid', 'datto_id', 'hubspot_id'] as const;
const COLOURS = ['#1c7ed6', '#2bd3c6', '#8e24aa', '#e6b800', '#888888'] as const;

/**
 * Customers (Halo: Client, table AREA). Stamps, the main contact, addresses for bills and custom fields are in the detail
 * only (halo-api.md §6.4).
 */
export const customers = describe({
  generate(draw, id, layout) {
    const name = `${draw.pick(COMPANY_FIRST)} ${draw.pick(COMPANY_SECOND)} ${id}`;
    return {
      ...history(layout, draw),
      name,
      inactive: draw.chance(8),
      toplevel_id: 1,
      colour: draw.pick<string>(COLOURS),
      notes: draw.chance(20) ? 'Call reception first.' : undefined,
      accountmanagertech: someAgent(layout, draw.int(1000)),
      ref: draw.chance(60) ? name.slice(0, 3).toUpperCase() + String(id) : undefined,
      is_vip: draw.chance(5),
      customertype: draw.int(3),
      xeroid: draw.chance(30) ? draw.guid() : undefined,
      accountsid: draw.chance(30) ? `A${id}` : undefined,
      azure_tenant_id: draw.chance(50) ? draw.guid() : undefined,
      website: draw.chance(40) ? `https://www.customer-${id}.example` : undefined,
      main_site_id: mainSite(layout, id),
      main_phonenumber: draw.chance(70) ? `+44 20 7946 0${draw.int(900) + 100}` : undefined,
    };
  },
  name: 'customers',
  endpoint: 'Client',
  key: 'clients',
  scope: 'read:customers',
  // Client 1 is the "unknown" customer and 12 the house customer of the template database (halo-api.md §6.1.3).
  first: 21,
  salt: 2,
  customer: 'id',
  customFields: FIELD_USAGE.customers,
  order: ['name'],
  filters: { toplevel_id: 'toplevel_id' },
  search: ['name'],
  // `/Client/me` is refused to an agent's application (halo-api.md §4.1).
  me: 401,
  asked: { includenotes: ['notes'] },
  listOnly: ['key', 'table'],
  row: (record) => ({
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
    item_tax_code: record.id % 4 === 0 ? 2 : 0,
    service_tax_code: record.id % 4 === 0 ? 2 : 0,
    prepay_tax_code: 0,
    contract_tax_code: record.id % 4 === 0 ? 2 : 0,
    pritech: record.id % 3 === 0 ? record.accountmanagertech : 0,
    sectech: record.id % 6 === 0 ? record.accountmanagertech : 0,
    accountmanagertech: record.accountmanagertech,
    xeroid: record.xeroid,
    accountsid: record.accountsid,
    client_to_invoice: record.id % 9 === 0 ? record.id - 1 : 0,
    itglue_id: record.id % 5 === 0 ? `itglue-${record.id}` : undefined,
    qbo_company_id: record.id % 7 === 0 ? `qbo-${record.id}` : undefined,
    azure_tenant_id: record.azure_tenant_id,
    default_currency_code: record.id % 3 === 0 ? 1 : 0,
    clientcurrency: record.id % 3 === 0 ? 'GBP' : undefined,
    billing_plan_text: record.id % 4 === 0 ? 'All you can eat' : undefined,
    // A number, of which more than 0 means that the customer is on stop (halo-api.md §6.1.4).
    stopped: record.id % 11 === 0 ? 2 : 0,
    customertype: record.customertype,
    ref: record.ref,
    is_vip: record.is_vip,
    taxable: true,
    is_account: false,
    percentage_to_survey: 0,
    main_site_id: record.main_site_id,
    main_phonenumber: record.main_phonenumber,
    use: 'client',
    customer_relationship: record.id % 4 === 0 ? [{ id: '3', name: 'Supplier' }] : [],
    key: record.id,
    table: 0,
  }),
  detail(record, { dates, agentName, siteName, contactName, fieldIn }) {
    const { id } = record;
    const contact = Number(fieldIn('sites', record.main_site_id, 'maincontact_id') ?? 0);
    return {
      website: record.website,
      domain: `customer-${id}.example`,
      trading_name: id % 3 === 0 ? `${record.name} Trading` : undefined,
      tax_number: id % 3 === 0 ? `GB${100_000_000 + id}` : undefined,
      accountsemailaddress: id % 2 === 0 ? `accounts@customer-${id}.example` : undefined,
      paymentterms: 30,
      accountmanagertech_name: agentName(record.accountmanagertech),
      main_site_name: siteName(record.main_site_id),
      main_contact_id: contact,
      main_contact_name: contactName(contact),
      main_contact_email: fieldIn('contacts', contact, 'emailaddress') ?? `office@customer-${id}.example`,
      datecreated: dates.stored(record.datecreated),
      alastupdate: dates.stored(record.last_update),
      contractlastchecked: dates.stored(undefined, SENTINEL.audit),
      external_links: [],
      popup_notes: [],
      ...otherProducts(PRODUCTS, id),
    };
  },
});
