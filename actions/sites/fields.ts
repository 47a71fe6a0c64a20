import { customFields } from '../fields/custom-fields.js';
import { longestText } from '../fields/html.js';
import { flag, reference, text, title } from '../fields/plain.js';
import { address, addressFields } from './address.js';

const ownFields = {
  name: title('name', 'Name, such as "Main" or the town.'),
  reference: text('ref', 'Short code.'),
  phone: text('phonenumber', 'Phone number.'),
  time_zone: text('timezone', 'Time zone, as Halo names it, such as "GMT Standard Time".'),
  notes: text('notes', 'Notes.', longestText),
  main_contact_id: reference('maincontact_id', 'Main contact, a contact of this site, by id.'),
  sla_id: reference('sla_id', 'Service level agreement, by id.'),
  is_stock_location: flag('isstocklocation', 'Whether stock is kept there.'),
  is_invoice_site: flag('isinvoicesite', 'Whether invoices go there.'),
  email_domain: text('emaildomain', 'E-mail domain.'),
  custom_fields: customFields('other'),
};

/** What can be written of a site. Names are those of the record. */
export const siteFields = { ...ownFields, ...addressFields };

/** What Halo is sent for it. */
export const sentSiteFields = { fields: { ...ownFields, address } };
