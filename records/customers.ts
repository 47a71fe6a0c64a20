import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { address } from './address.js';
import { agentReference, named, numberAsFlag } from './composite-fields.js';
import { customFields } from './custom-fields.js';
import { recordSource } from './source.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { askedWith, inDetail } from './origin.js';

/** The model of a customer ("client" in Halo's interface, "Area" in its API's schemas). */
export const Customer = /* @__PURE__ */ defineRecord('Customer', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  is_complete: isComplete,
  parent_id: reference('toplevel_id', 'Top-level customer that it belongs to.'),
  parent_name: text('toplevel_name', 'Name of the top-level customer.'),
  reference: text('ref', 'Short code.'),
  notes: text('notes', 'Notes.', askedWith('includenotes')),
  website: text('website', 'Website.', inDetail),
  domain: text('domain', 'E-mail domain.', inDetail),
  trading_name: text('trading_name', 'Trading name.', inDetail),
  tax_number: text('tax_number', 'Tax number.', inDetail),
  phone: text('main_phonenumber', 'Main phone number.'),
  main_site_id: reference('main_site_id', 'Main site.'),
  main_site_name: text('main_site_name', 'Name of the main site.', inDetail),
  delivery_address: address('main_delivery_address', 'Where the main site is.'),
  invoice_address: address('main_invoice_address', 'Where invoices are sent.'),
  main_contact_id: reference('main_contact_id', 'Main contact.', inDetail),
  main_contact_name: text('main_contact_name', 'Name of the main contact.', inDetail),
  main_contact_email: text('main_contact_email', 'E-mail address of the main contact.', inDetail),
  account_manager_id: agentReference('accountmanagertech', 'Account manager, an agent.'),
  account_manager_name: text('accountmanagertech_name', 'Name of the account manager.', inDetail),
  account_manager_email: text('accountmanagertech_email', 'E-mail address of the account manager.', inDetail),
  account_owner_id: agentReference('accountownertech', 'Account owner, an agent.'),
  account_owner_name: text('accountownertech_name', 'Name of the account owner.'),
  sales_agent_id: agentReference('salesreptech', 'Agent who sells to it.'),
  sales_agent_name: text('salesreptech_name', 'Name of that agent.', inDetail),
  primary_agent_id: agentReference('pritech', 'Primary agent.'),
  secondary_agent_id: agentReference('sectech', 'Secondary agent.'),
  type_id: reference('customertype', 'Customer type.'),
  is_account: flag('is_account', 'Whether it is an account.'),
  is_vip: flag('is_vip', 'Whether it is a VIP.'),
  is_stopped: numberAsFlag('stopped', 'Whether it is on stop, so that no work may be done.'),
  is_taxable: flag('taxable', 'Whether it is taxable.'),
  billing_plan: text('billing_plan_text', 'Billing plan.'),
  billed_customer_id: reference('client_to_invoice', 'Customer who is invoiced for it.'),
  payment_terms: quantity('paymentterms', 'Payment terms, in days.', inDetail),
  currency_code: text('clientcurrency', 'Currency.'),
  default_currency_id: reference('default_currency_code', 'Currency of its invoices, by number.'),
  default_currency_name: text('default_currency_code_name', 'Name of that currency.', inDetail),
  relationships: named(
    'customer_relationship',
    { id: 'id', name: 'name' },
    'What it is to the owner of this Halo, such as a customer or a supplier.',
  ),
  accounts_email: text('accountsemailaddress', 'E-mail address for invoices.', inDetail),
  item_tax_code: externalId('item_tax_code', 'Tax code for items.'),
  service_tax_code: externalId('service_tax_code', 'Tax code for services.'),
  contract_tax_code: externalId('contract_tax_code', 'Tax code for contracts.'),
  created_at: instant('datecreated', 'When it was created.', inDetail),
  updated_at: instant('alastupdate', 'When it was changed last.', inDetail),
  accounts_id: externalId('accountsid', 'Id in the accounting product.'),
  xero_id: externalId('xeroid', 'Id in Xero.'),
  quickbooks_id: externalId('qbo_company_id', 'Id in QuickBooks.'),
  itglue_id: externalId('itglue_id', 'Id in IT Glue.'),
  azure_tenant_id: externalId('azure_tenant_id', 'Tenant in Microsoft Entra.'),
  ninjarmm_id: externalId('ninjarmmid', 'Id in NinjaOne.', inDetail),
  connectwise_id: externalId('connectwiseid', 'Id in ConnectWise.', inDetail),
  autotask_id: externalId('autotaskid', 'Id in Autotask.', inDetail),
  datto_id: externalId('datto_id', 'Id in Datto.', inDetail),
  hubspot_id: externalId('hubspot_id', 'Id in HubSpot.', inDetail),
  colour: text('colour', 'Colour, #rrggbb.'),
  custom_fields: customFields(inDetail),
}));

/** Where customers are listed. */
export const customerList = {
  name: 'customers',
  endpoint: '/Client',
  key: 'clients',
  pageSize: 100,
  idOnly: 'idonly',
  params: archivedToo,
  stamps: ['alastupdate', 'last_update'],
  scope: 'read:customers',
} as const satisfies HaloList;

/** Customers, archived ones included. */
export const customers = /* @__PURE__ */ recordSource(Customer, customerList);
