import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { history } from '../records/history.js';
import { mainSite, someAgent } from '../records/layout.js';
import type { Row } from '../records/row.js';
import { describe } from '../records/type.js';
import { isBlank } from '../writing/values.js';
import { otherProducts } from './other-products.js';
import { COMPANY_FIRST, COMPANY_SECOND } from '../records/words.js';

/** Products whose ids only the detail of a customer has. */
const PRODUCTS = ['ninjarmmid', 'connectwiseid', 'autotaskid', 'datto_id', 'hubspot_id'] as const;
const DETAIL_ONLY = ['domain', 'trading_name', 'tax_number', 'accountsemailaddress', ...PRODUCTS];
const COLOURS = ['#1c7ed6', '#2bd3c6', '#8e24aa', '#e6b800', '#888888'] as const;

/** Fields that some customers have a value in. */
function extraOf(id: number, name: string): Row {
  return {
    item_tax_code: id % 4 === 0 ? 2 : 0,
    service_tax_code: id % 4 === 0 ? 2 : 0,
    contract_tax_code: id % 4 === 0 ? 2 : 0,
    client_to_invoice: id % 9 === 0 ? id - 1 : 0,
    itglue_id: id % 5 === 0 ? `itglue-${id}` : undefined,
    qbo_company_id: id % 7 === 0 ? `qbo-${id}` : undefined,
    default_currency_code: id % 3 === 0 ? 1 : 0,
    clientcurrency: id % 3 === 0 ? 'GBP' : undefined,
    accountownertech: id % 4 === 0 ? 3 : 0,
    accountownertech_name: id % 4 === 0 ? 'Sam Tech' : undefined,
    salesreptech: id % 4 === 0 ? 4 : 0,
    billing_plan_text: id % 4 === 0 ? 'All you can eat' : undefined,
    // A number, of which more than 0 means that the customer is on stop (halo-api.md §6.1.4).
    stopped: id % 11 === 0 ? 2 : 0,
    customer_relationship: id % 4 === 0 ? [{ id: '3', name: 'Supplier' }] : [],
    domain: `customer-${id}.example`,
    trading_name: id % 3 === 0 ? `${name} Trading` : undefined,
    tax_number: id % 3 === 0 ? `GB${100_000_000 + id}` : undefined,
    accountsemailaddress: id % 2 === 0 ? `accounts@customer-${id}.example` : undefined,
    ...otherProducts(PRODUCTS, id),
  };
}

/**
 * Customers (Halo: Client, table AREA). Stamps, the main contact, addresses for bills and custom fields are in the detail
 * only (halo-api.md §6.4).
 */
export const customers = describe({
  generate(draw, id, layout) {
    const name = `${draw.pick(COMPANY_FIRST)} ${draw.pick(COMPANY_SECOND)} ${id}`;
    const dates = history(layout, draw);
    const inactive = draw.chance(8);
    const colour = draw.pick<string>(COLOURS);
    const notes = draw.chance(20) ? 'Call reception first.' : undefined;
    const manager = someAgent(layout, draw.int(1000));
    return {
      ...dates,
      name,
      inactive,
      toplevel_id: 1,
      colour,
      notes,
      accountmanagertech: manager,
      pritech: id % 3 === 0 ? manager : 0,
      sectech: id % 6 === 0 ? manager : 0,
      ref: draw.chance(60) ? name.slice(0, 3).toUpperCase() + String(id) : undefined,
      is_vip: draw.chance(5),
      is_account: false,
      taxable: true,
      paymentterms: 30,
      customertype: draw.int(3),
      xeroid: draw.chance(30) ? draw.guid() : undefined,
      accountsid: draw.chance(30) ? `A${id}` : undefined,
      azure_tenant_id: draw.chance(50) ? draw.guid() : undefined,
      website: draw.chance(40) ? `https://www.customer-${id}.example` : undefined,
      main_site_id: mainSite(layout, id),
      // Where none is chosen, it is that of the main site.
      main_contact_id: 0,
      main_phonenumber: draw.chance(70) ? `+44 20 7946 0${draw.int(900) + 100}` : undefined,
      extra: extraOf(id, name),
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
  detailOnly: DETAIL_ONLY,
  writing: {
    scope: 'edit:customers',
    integers: [
      'id', 'toplevel_id', 'accountmanagertech', 'pritech', 'sectech', 'customertype', 'client_to_invoice', 'paymentterms',
      'main_site_id', 'main_contact_id',
    ], // prettier-ignore
    fields: [
      'name', 'inactive', 'toplevel_id', 'colour', 'notes', 'accountmanagertech', 'pritech', 'sectech', 'ref', 'is_vip',
      'is_account', 'taxable', 'paymentterms', 'customertype', 'website', 'main_site_id', 'main_contact_id', 'accountsid',
    ], // prettier-ignore
    extra: ['client_to_invoice', 'domain', 'trading_name', 'tax_number', 'accountsemailaddress'],
    blank: (now) => ({
      datecreated: now,
      last_update: now,
      name: '',
      inactive: false,
      toplevel_id: 1,
      colour: COLOURS[0],
      notes: undefined,
      accountmanagertech: 0,
      pritech: 0,
      sectech: 0,
      ref: undefined,
      is_vip: false,
      is_account: false,
      taxable: true,
      paymentterms: 30,
      customertype: 0,
      xeroid: undefined,
      accountsid: undefined,
      azure_tenant_id: undefined,
      website: undefined,
      main_site_id: 0,
      main_contact_id: 0,
      main_phonenumber: undefined,
      extra: {},
    }),
    problem: ({ name }) => (isBlank(name) ? 'A Name must be entered' : undefined),
  },
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
    prepay_tax_code: 0,
    pritech: record.pritech,
    sectech: record.sectech,
    accountmanagertech: record.accountmanagertech,
    xeroid: record.xeroid,
    accountsid: record.accountsid,
    azure_tenant_id: record.azure_tenant_id,
    customertype: record.customertype,
    ref: record.ref,
    is_vip: record.is_vip,
    taxable: record.taxable,
    is_account: record.is_account,
    percentage_to_survey: 0,
    main_site_id: record.main_site_id,
    main_phonenumber: record.main_phonenumber,
    use: 'client',
    ...record.extra,
    key: record.id,
    table: 0,
  }),
  detail(record, { dates, agentName, siteName, contactName, fieldIn }) {
    const contact = record.main_contact_id || Number(fieldIn('sites', record.main_site_id, 'maincontact_id') ?? 0);
    const address = { line1: '1 High Street', line3: 'Leeds', line4: 'West Yorkshire', postcode: 'ZZ1 1AA' };
    const office = contact > 0 ? `office@customer-${record.id}.example` : undefined;
    return {
      website: record.website,
      paymentterms: record.paymentterms,
      accountmanagertech_name: record.accountmanagertech === 0 ? undefined : agentName(record.accountmanagertech),
      main_site_name: record.main_site_id === 0 ? undefined : siteName(record.main_site_id),
      main_contact_id: contact,
      main_contact_name: contactName(contact),
      main_contact_email: fieldIn('contacts', contact, 'emailaddress') ?? office,
      datecreated: dates.stored(record.datecreated),
      alastupdate: dates.stored(record.last_update),
      contractlastchecked: dates.stored(undefined, SENTINEL.audit),
      accountmanagertech_email:
        record.accountmanagertech === 0 ? undefined : `agent${record.accountmanagertech}@msp.example`,
      salesreptech_name: record.id % 4 === 0 ? agentName(4) : undefined,
      default_currency_code_name: record.id % 3 === 0 ? 'Pound sterling' : undefined,
      main_delivery_address: address,
      main_invoice_address: { ...address, line2: 'Accounts' },
      popup_notes: [],
    };
  },
});
