import { z } from 'zod';

import { Contact } from '../../records/contacts.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { get, getting } from '../resource/get.js';
import { contactKind } from './kind.js';

export const getContact = defineFunction({
  ...getting,
  name: 'get-contact',
  description: 'Read a contact as it is now, with what lists leave out',
  instructions:
    'Use it when the id of a contact is known. It carries what synced records lack, because only the detail of a contact has it: custom fields, department and updated_at. search-contacts finds ids.',
  scopes: ['read:customers'],
  example: { contact_id: '75' },
  input: z.strictObject({ contact_id: idInput('Contact, by id.') }),
  output: z.object({ contact: described(Contact.schema, 'The contact, as its sync saves it, and with its detail.') }),
  run: async (call, { contact_id: id }) => ({ contact: await get(call, contactKind, id) }),
});
