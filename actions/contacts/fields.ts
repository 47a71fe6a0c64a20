import { z } from 'zod';

import type { HaloRow } from '../../halo/values/rows.js';
import { choiceKinds } from '../choices/kinds.js';
import { customFields } from '../fields/custom-fields.js';
import { sameValue, type WriteField } from '../fields/field.js';
import { longestText } from '../fields/html.js';
import { named } from '../fields/named.js';
import { flag, reference, text, title } from '../fields/plain.js';

function email(key: string, description: string): WriteField<z.ZodEmail> {
  return { ...text(key, description), schema: z.email().max(255) };
}

/** What can be written of a contact. Names are those of the record. */
export const contactFields = {
  first_name: text('firstname', 'First name.'),
  last_name: text('surname', 'Last name.'),
  title: text('title', 'Title, such as "Office Manager".'),
  site_id: reference('site_id', 'Site, by id.'),
  email: email('emailaddress', 'E-mail address.'),
  email_2: email('email2', 'Second e-mail address.'),
  email_3: email('email3', 'Third e-mail address.'),
  phone: text('phonenumber', 'Phone number.'),
  mobile_phone: text('mobilenumber', 'Mobile number.'),
  mobile_phone_2: text('mobilenumber2', 'Second mobile number.'),
  home_phone: text('homenumber', 'Home number.'),
  fax: text('fax', 'Fax number.'),
  whatsapp_number: text('whatsapp_number', 'WhatsApp number.'),
  department: text('department', 'Department.'),
  notes: text('notes', 'Notes.', longestText),
  is_important: flag('isimportantcontact', 'Whether it is marked as important.'),
  is_service_account: flag('isserviceaccount', 'Whether it is a service account, not a person.'),
  never_sends_emails: flag('neversendemails', 'Whether no e-mails may be sent to it.'),
  linked_agent: named(choiceKinds.agent, 'linked_agent_id', 'Agent who is the same person.', {
    shownAs: 'linked_agent_id',
  }),
  other_1: text('other1', 'Free field.'),
  other_2: text('other2', 'Free field.'),
  other_3: text('other3', 'Free field.'),
  other_4: text('other4', 'Free field.'),
  other_5: text('other5', 'Free field.'),
  custom_fields: customFields('other'),
};

/** What Halo is sent for it: the full name too, which it demands (halo-api.md §7.4). */
export const sentContactFields = { fields: { ...contactFields, name: title('name', 'Full name.') } };

interface Names {
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
}

/** The full name of a new contact, or of one whose name changes. @returns `undefined` when it stays */
export function fullName({ first_name: first, last_name: last }: Names, current: HaloRow = {}): string | undefined {
  const isKept = (given: string | undefined, key: string): boolean =>
    given === undefined || sameValue(given, current[key]);
  if (isKept(first, 'firstname') && isKept(last, 'surname')) return undefined;
  const part = (given: string | undefined, key: string): string => given ?? textOf(current[key]);
  return `${part(first, 'firstname')} ${part(last, 'surname')}`.trim();
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
