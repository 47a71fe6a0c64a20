import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { agentReference, named } from './composite-fields.js';
import { customFields } from './custom-fields.js';
import { recordSource } from './source.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { askedWith, inDetail } from './origin.js';

/** The model of a contact ("user" in Halo): a person of a customer, not an agent. */
export const Contact = /* @__PURE__ */ defineRecord('Contact', () => ({
  id: recordId,
  name: text('name', 'Full name.'),
  first_name: text('firstname', 'First name.'),
  last_name: text('surname', 'Last name.'),
  title: text('title', 'Title.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  is_complete: isComplete,
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  // Contacts carry their site's id as a decimal (halo-api.md §6.1.3, §6.6).
  site_id: reference('site_id', 'Site.'),
  site_name: text('site_name', 'Name of the site.'),
  email: text('emailaddress', 'E-mail address.'),
  email_2: text('email2', 'Second e-mail address.'),
  email_3: text('email3', 'Third e-mail address.'),
  phone: text('phonenumber', 'Phone number.'),
  preferred_phone: text('phonenumber_preferred', 'Preferred phone number.'),
  mobile_phone: text('mobilenumber', 'Mobile number.'),
  mobile_phone_2: text('mobilenumber2', 'Second mobile number.'),
  home_phone: text('homenumber', 'Home number.'),
  site_phone: text('sitephonenumber', 'Number of the site.'),
  fax: text('fax', 'Fax number.'),
  whatsapp_number: text('whatsapp_number', 'WhatsApp number.'),
  login: text('login', 'Login name in the portal.'),
  department: text('department', 'Department.', inDetail),
  departments: named(
    'departments',
    { id: 'department_id', name: 'department_name' },
    'Departments that it belongs to.',
    inDetail,
  ),
  manager_email: text('manager_email', 'E-mail address of its manager.', inDetail),
  access_level: quantity('web_access_level', 'What it may see in the portal, by number.', inDetail),
  notes: text('notes', 'Notes.', askedWith('includenotes')),
  is_main_contact: flag('ismaincontact', 'Whether it is the main contact of its site.', inDetail),
  is_important: flag('isimportantcontact', 'Whether it is marked as important.'),
  is_service_account: flag('isserviceaccount', 'Whether it is a service account, not a person.'),
  is_prospect: flag('is_prospect', 'Whether it is a prospect.'),
  never_sends_emails: flag('neversendemails', 'Whether no e-mails may be sent to it.'),
  never_sends_marketing_emails: flag('neversendmarketingemails', 'Whether no advertising may be sent to it.'),
  is_left_out_of_mailing_lists: flag('dontaddtomailinglist', 'Whether it is not added to mailing lists.', inDetail),
  covered_by_contract: flag('covered_by_contract', 'Whether a contract covers it.'),
  linked_agent_id: agentReference('linked_agent_id', 'Agent who is the same person.'),
  created_at: instant('datecreated', 'When it was created.', inDetail),
  updated_at: instant('ulastupdate', 'When it was changed last.', inDetail),
  active_directory_dn: text(
    ['onpremise_activedirectory_dn', 'activedirectory_dn'],
    'Distinguished name in Active Directory.',
  ),
  azure_id: externalId('azureoid', 'Object id in Microsoft Entra.'),
  okta_id: externalId('okta_id', 'Id in Okta.'),
  connectwise_id: externalId('connectwiseid', 'Id in ConnectWise.'),
  autotask_id: externalId('autotaskid', 'Id in Autotask.'),
  other_1: text('other1', 'Free field.'),
  other_2: text('other2', 'Free field.'),
  other_3: text('other3', 'Free field.'),
  other_4: text('other4', 'Free field.'),
  other_5: text('other5', 'Free field.'),
  custom_fields: customFields(inDetail),
}));

/** Where contacts are listed. */
export const contactList = {
  name: 'contacts',
  endpoint: '/Users',
  key: 'users',
  pageSize: 100,
  idOnly: 'idonly',
  params: { ...archivedToo, includeserviceaccount: 'true', includenonserviceaccount: 'true' },
  stamps: ['ulastupdate', 'last_update'],
  scope: 'read:customers',
} as const satisfies HaloList;

/** Contacts, archived ones and the sites' general users included. */
export const contacts = /* @__PURE__ */ recordSource(Contact, contactList, { customerField: 'client_id' });
