import { Contact, contactList } from '../../records/contacts.js';
import { listedKind } from '../resource/kind.js';

export const contactKind = listedKind({
  name: 'contact',
  model: Contact,
  list: contactList,
  titles: ['emailaddress', 'name'],
  within: ['site_id'],
});
