import { z } from 'zod';

import { Contact } from '../../records/contacts.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { archive, archiveInput, archiving } from '../resource/archive.js';
import { writeResult } from '../writing/result.js';
import { contactKind } from './kind.js';

export const archiveContact = defineFunction({
  ...archiving,
  name: 'archive-contact',
  description: 'Archive a contact, or bring an archived one back',
  instructions:
    'Use it for a person who has left: Halo then leaves the contact out of its lists, and keeps its tickets. Nothing is deleted.',
  scopes: ['edit:customers', 'read:customers'],
  example: { contact_id: '75' },
  input: z.strictObject({ contact_id: idInput('Contact, by id.'), ...archiveInput }),
  output: writeResult(Contact.schema),
  run: (call, { contact_id: id, ...input }) => archive(call, contactKind, id, input),
});
