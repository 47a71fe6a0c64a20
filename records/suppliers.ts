import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { customFields } from './custom-fields.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { recordSource } from './source.js';
import { externalId, flag, flagOrNo, instant, recordId, reference, text } from './fields.js';
import { inDetail } from './origin.js';

/** The model of a supplier ("company" in Halo's API). Its passwords and keys, which Halo keeps there, are left out. */
export const Supplier = /* @__PURE__ */ defineRecord('Supplier', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  is_supplier: flag('is_supplier', 'Whether it supplies.'),
  is_manufacturer: flag('is_manufacturer', 'Whether it manufactures.'),
  parent_id: reference('toplevel_id', 'Top level that it belongs to.'),
  parent_name: text('toplevel_name', 'Name of the top level.'),
  contact_name: text('contact_name', 'Name of the contact.'),
  contact_title: text('contact_title', 'Job title of the contact.'),
  email: text('email_address', 'E-mail address.'),
  support_email: text('support_email_address', 'E-mail address for support.'),
  email_domain: text('emaildomain', 'E-mail domain.'),
  phone: text('phone_number', 'Phone number.'),
  second_phone: text('phone_number_2', 'Second phone number.'),
  mobile_phone: text('mobile', 'Mobile number.'),
  website: text('website', 'Web site.'),
  address: text('address', 'Address.'),
  currency_code: text('default_currency_code_name', 'Currency.'),
  notes: text('notes', 'Notes.', inDetail),
  created_at: instant('datecreated', 'When it was created.', inDetail),
  updated_at: instant('last_modified', 'When it was changed last.'),
  accounts_id: externalId('accounts_id', 'Id in the accounting product.'),
  xero_id: externalId('xero_id', 'Id in Xero.'),
  custom_fields: customFields(inDetail),
  is_complete: isComplete,
}));

/** Where suppliers are listed. */
export const supplierList = {
  name: 'suppliers',
  endpoint: '/Supplier',
  key: 'suppliers',
  pageSize: 100,
  idOnly: 'idonly',
  params: archivedToo,
  stamps: ['last_modified'],
  scope: 'read:suppliers',
} as const satisfies HaloList;

/** Suppliers, archived ones included. */
export const suppliers = /* @__PURE__ */ recordSource(Supplier, supplierList);
