import { z } from 'zod';

import { Contact } from '../../records/contacts.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idSchema } from '../fields/plain.js';
import { creating } from '../resource/create.js';
import { create } from '../writing/create.js';
import { idempotencyKey } from '../writing/key.js';
import { writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { contactFields } from './fields.js';
import { contactKind } from './kind.js';
import { newContact } from './new-contact.js';

const model = writeModel(contactFields);

export const createContact = defineFunction({
  ...creating,
  name: 'create-contact',
  description: 'Create a contact for a customer',
  instructions:
    'Use it for a person who is not in Halo yet. find-or-create-contact does it by e-mail address without making a second one. A contact belongs to a site: give it, or the customer, whose main site is taken then. Give an idempotency_key, so that a repeated call does not make the contact twice.',
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 5, most: 32, when: 'the key is looked for among ten contacts of the same e-mail address' },
  example: {
    customer_id: '21',
    first_name: 'Ana',
    last_name: 'Ferreira',
    email: 'ana.ferreira@contoso.example',
    idempotency_key: 'crm-person-1234',
  },
  input: z.strictObject({
    customer_id: described(idSchema.optional(), 'Customer, by id; its main site is taken unless a site is given.'),
    ...model.shape,
    idempotency_key: idempotencyKey,
    ...writeOptions,
  }),
  output: writeResult(Contact.schema),
  run: async (call, { idempotency_key: key, dry_run: isDryRun, ...fields }) =>
    create(call, contactKind, { sent: await newContact(call, fields), key, isDryRun }),
});
