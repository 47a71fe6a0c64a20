import { archivedToo, type HaloList } from '../halo/lists/description.js';
import { address } from './address.js';
import { externalId, flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { customFields } from './custom-fields.js';
import { recordSource } from './source.js';
import { defineRecord } from './define.js';
import { isComplete } from './details.js';
import { askedWith, inDetail } from './origin.js';

/** The model of a site of a customer. */
export const Site = /* @__PURE__ */ defineRecord('Site', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  full_name: text('clientsite_name', 'Name of the customer and the site.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  is_complete: isComplete,
  // Sites carry their customer's id as a decimal (halo-api.md §6.1.3, §6.5).
  customer_id: reference('client_id', 'Customer.'),
  customer_name: text('client_name', 'Name of the customer.'),
  reference: text('ref', 'Short code.'),
  phone: text('phonenumber', 'Phone number.'),
  time_zone: text('timezone', 'Time zone, as Halo names it.'),
  notes: text('notes', 'Notes.', askedWith('includenotes')),
  main_contact_id: reference('maincontact_id', 'Main contact.'),
  main_contact_name: text('maincontact_name', 'Name of the main contact.', inDetail),
  sla_id: reference('sla_id', 'Service level agreement.'),
  is_stock_location: flag('isstocklocation', 'Whether stock is kept there.'),
  is_invoice_site: flag('isinvoicesite', 'Whether invoices go there.'),
  invoice_address_is_delivery: flag(
    'invoice_address_isdelivery',
    'Whether the invoice address is the delivery address.',
  ),
  address_line_1: text('delivery_address_line1', 'Address.', askedWith('includeaddress')),
  address_line_2: text('delivery_address_line2', 'Address, second line.', askedWith('includeaddress')),
  address_city: text('delivery_address_line3', 'Address, usually the town.', askedWith('includeaddress')),
  address_region: text('delivery_address_line4', 'Address, usually the county or state.', askedWith('includeaddress')),
  address_postcode: text('delivery_address_line5', 'Address, the postcode.', askedWith('includeaddress')),
  invoice_address: address('invoice_address', 'Where invoices are sent.'),
  latitude: quantity('geocoord1', 'Latitude, in degrees.', inDetail),
  longitude: quantity('geocoord2', 'Longitude, in degrees.', inDetail),
  country_code: text('country_code', 'Country, as Halo codes it.', inDetail),
  country_name: text('country_code_name', 'Country.'),
  region_name: text('region_code_name', 'Region.'),
  email_domain: text('emaildomain', 'E-mail domain.', inDetail),
  created_at: instant('datecreated', 'When it was created.', inDetail),
  updated_at: instant('slastupdate', 'When it was changed last.', inDetail),
  itglue_id: externalId('itglue_id', 'Id in IT Glue.'),
  datto_id: externalId('datto_id', 'Id in Datto.', inDetail),
  connectwise_id: externalId('connectwiseid', 'Id in ConnectWise.', inDetail),
  colour: text('colour', 'Colour, #rrggbb.'),
  custom_fields: customFields(inDetail),
}));

/** Where sites are listed. */
export const siteList = {
  name: 'sites',
  endpoint: '/Site',
  key: 'sites',
  pageSize: 100,
  idOnly: 'idonly',
  // What they hide by default is unknown (halo-api.md §13.26).
  params: { ...archivedToo, includestocklocations: 'true', includenonstocklocations: 'true' },
  stamps: ['slastupdate', 'last_update'],
  scope: 'read:customers',
} as const satisfies HaloList;

/** Sites, archived ones included. */
export const sites = /* @__PURE__ */ recordSource(Site, siteList, { customerField: 'client_id' });
