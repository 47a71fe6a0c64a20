import { z } from 'zod';

import { choiceKinds } from '../choices/kinds.js';
import { customFields } from '../fields/custom-fields.js';
import { longestText } from '../fields/html.js';
import { named } from '../fields/named.js';
import { flag, quantity, reference, text, title } from '../fields/plain.js';

const days = z.number().int().min(0).max(1000);

/** What can be written of a customer. Names are those of the record. */
export const customerFields = {
  name: title('name', 'Name.'),
  parent_id: reference('toplevel_id', 'Top-level customer that it belongs to, by id.'),
  reference: text('ref', 'Short code.'),
  notes: text('notes', 'Notes.', longestText),
  website: text('website', 'Website.'),
  domain: text('domain', 'E-mail domain, such as "contoso.com".'),
  trading_name: text('trading_name', 'Trading name.'),
  tax_number: text('tax_number', 'Tax number.'),
  account_manager: named(choiceKinds.agent, 'accountmanagertech', 'Account manager, an agent.', {
    shownAs: 'account_manager_id',
  }),
  primary_agent: named(choiceKinds.agent, 'pritech', 'Primary agent.', { shownAs: 'primary_agent_id' }),
  secondary_agent: named(choiceKinds.agent, 'sectech', 'Secondary agent.', { shownAs: 'secondary_agent_id' }),
  type_id: reference('customertype', 'Customer type, by id.'),
  is_account: flag('is_account', 'Whether it is an account.'),
  is_vip: flag('is_vip', 'Whether it is a VIP.'),
  is_taxable: flag('taxable', 'Whether it is taxable.'),
  billed_customer_id: reference('client_to_invoice', 'Customer who is invoiced for it, by id.'),
  payment_terms: quantity('paymentterms', 'Payment terms, in days.', days),
  accounts_email: text('accountsemailaddress', 'E-mail address for invoices.'),
  accounts_id: text('accountsid', 'Id in the accounting product.'),
  colour: text('colour', 'Colour, such as "#1c7ed6".', 20),
  custom_fields: customFields('other'),
};
