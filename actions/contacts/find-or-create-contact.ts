import { z } from 'zod';

import { OutcomeUnknownError } from '../../halo/write-errors.js';
import { Contact } from '../../records/contacts.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { creating } from '../resource/create.js';
import { create } from '../writing/create.js';
import { writeModel } from '../writing/model.js';
import { writeOptions } from '../writing/options.js';
import { writeResult, type WriteResult } from '../writing/result.js';
import { emailKey } from './email-key.js';
import { contactFields } from './fields.js';
import { contactKind } from './kind.js';
import { newContact } from './new-contact.js';

const model = writeModel(contactFields, { required: ['email'] });

export const findOrCreateContact = defineFunction({
  ...creating,
  name: 'find-or-create-contact',
  description: 'Find the contact of a customer by e-mail address, or create it',
  instructions:
    'Use it when a message or an alert names a person: it returns the contact of the customer who has it as the main address (outcome unchanged), and makes one from the other fields only if there is none (outcome created). A contact that is found is not changed; an archived one is returned with is_archived true. Calling it again finds the same contact, so it takes no idempotency_key.',
  marks: { readOnly: false, idempotent: true, destructive: false },
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 6, most: 18, when: 'the search for the address finds 200 contacts' },
  example: {
    customer_id: '21',
    email: 'ana.ferreira@contoso.example',
    first_name: 'Ana',
    last_name: 'Ferreira',
  },
  input: z.strictObject({ customer_id: idInput('Customer, by id.'), ...model.shape, ...writeOptions }),
  output: writeResult(Contact.schema).extend({
    duplicates: described(
      z.array(z.string()).optional(),
      'Ids of further contacts of the customer with this address; the one in `id` is not archived, if there is such a one.',
    ),
  }),
  run: async (call, { dry_run: isDryRun, ...fields }): Promise<WriteResult<z.output<typeof Contact.schema>>> => {
    const key = fields.email.toLowerCase();
    const place = emailKey(String(fields.customer_id));
    const found = await place.find(call, key, {});
    const [first, ...others] = found.map((row) => contactKind.idOf(row) ?? '');
    const [row] = found;
    if (first !== undefined && row !== undefined) {
      const record = await contactKind.toRecord(call, row);
      const more = others.length === 0 ? {} : { duplicates: others };
      return { outcome: 'unchanged', id: first, confirmed: true, record, ...more };
    }
    const sent = await newContact(call, fields);
    try {
      const result = await create(call, { ...contactKind, key: place }, { sent, key, isDryRun });
      // Another call may have made it meanwhile. The key is the address itself, so nothing is said of it.
      const outcome = result.outcome === 'repeated' ? 'unchanged' : result.outcome;
      return { ...result, outcome, key_kept: undefined };
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      const advice = 'Call again in a few minutes: the contact is found by its address then, and made otherwise.';
      throw new OutcomeUnknownError(error.resource, error.reason, advice);
    }
  },
});
