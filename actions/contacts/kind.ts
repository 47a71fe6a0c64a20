import { Contact, contactList } from '../../records/contacts.js';
import { resourceKind } from '../resource/kind.js';

export const contactKind = resourceKind({
  name: 'contact',
  model: Contact,
  list: contactList,
  titles: ['emailaddress', 'name'],
  within: ['site_id'],
});
