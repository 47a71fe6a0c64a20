import { z } from 'zod';

import { Contact } from '../../records/contacts.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { defineFunction } from '../define.js';
import { idInput } from '../fields/plain.js';
import { change, changing } from '../resource/change.js';
import { findSite } from '../sites/find-site.js';
import { writeModel } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { contactFields, fullName, sentContactFields } from './fields.js';
import { contactKind } from './kind.js';

const model = writeModel(contactFields);

export const updateContact = defineFunction({
  ...changing,
  name: 'update-contact',
  description: 'Change fields of a contact',
  instructions:
    'It changes the fields that are given; fields that are left out keep their values. A site_id moves the contact to that site, and to its customer. Give expected_updated_at, from get-contact, when the change depends on what you have read.',
  scopes: ['edit:customers', 'read:customers'],
  cost: { usual: 3, most: 6 },
  example: { contact_id: '75', mobile_phone: '+44 7700 900123', department: 'Accounts' },
  input: z.strictObject({ contact_id: idInput('Contact, by id.'), ...model.shape, ...updateOptions }),
  output: writeResult(Contact.schema),
  run: (call, { contact_id: id, ...input }) =>
    change(call, contactKind, sentContactFields, id, input, async (current) => {
      const name = fullName(input, current);
      const isMoving = input.site_id !== undefined && !isAt(current, input.site_id);
      const { problems } = isMoving ? await findSite(call, { site_id: input.site_id }) : { problems: [] };
      const nameless = name === '' ? [{ field: 'last_name', message: 'a contact needs a name' }] : [];
      return { fields: { name }, problems: [...problems, ...nameless] };
    }),
});

function isAt(row: HaloRow, site: string | number): boolean {
  return String(toId(row['site_id'])) === String(site);
}
