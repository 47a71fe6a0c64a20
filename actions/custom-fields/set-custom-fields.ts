import { z } from 'zod';

import { InvalidInputError } from '../../halo/errors.js';
import { described } from '../../records/described.js';
import { defineFunction } from '../define.js';
import { writeErrors } from '../error-codes.js';
import { customFields } from '../fields/custom-fields.js';
import { idInput } from '../fields/plain.js';
import { FIELD_USAGE } from '../fields/usage.js';
import { elsewhere } from '../tickets/find.js';
import { sentFields } from '../writing/model.js';
import { updateOptions } from '../writing/options.js';
import { writeResult } from '../writing/result.js';
import { ensureUnchanged, update } from '../writing/update.js';
import { CustomFieldsRecord, requireOwner } from './kind.js';
import { owners, usageOf } from './owners.js';

const { schema, description } = customFields(FIELD_USAGE.tickets);

export const setCustomFields = defineFunction({
  name: 'set-custom-fields',
  description: 'Set custom fields of a ticket, customer, site, contact or asset, by their names',
  instructions:
    'Use it to change custom fields only; those that are not given keep their values. list-options with kind custom_fields tells the names, the types and what can be chosen. The update functions take custom_fields too, beside other fields.',
  scopes: ['edit:tickets', 'edit:customers', 'edit:assets'],
  marks: { readOnly: false, idempotent: true, destructive: false },
  cost: { usual: 4, most: 4, elsewhere },
  errors: [...writeErrors, 'halo_not_found', 'halo_record_changed'],
  example: {
    record_type: 'ticket',
    record_id: '1042',
    custom_fields: { 'Root cause': 'Worn drum', contractLevel: 'Bronze', affectedServices: ['E-mail', 'Backup'] },
  },
  input: z.strictObject({
    record_type: described(z.enum(owners), 'What the record is; ticket for projects and opportunities too.'),
    record_id: idInput('Record, by id.'),
    custom_fields: described(schema, description),
    ...updateOptions,
  }),
  output: writeResult(CustomFieldsRecord),
  run: async (call, { record_type: owner, record_id: given, custom_fields: values, ...options }) => {
    const id = String(given);
    const { kind, row: current } = await requireOwner(call, owner, id);
    await ensureUnchanged(call, kind, current, options.expected_updated_at, ['custom_fields']);
    const usage = usageOf(owner, current);
    if (usage === undefined) {
      const message = `Halo shows no custom field of this ${owner}, so that no name can be looked up`;
      throw new InvalidInputError(call.name, [{ field: 'record_id', message }]);
    }
    const fields = { custom_fields: customFields(usage) };
    const sent = await sentFields(call, { fields }, { custom_fields: values }, current);
    return update(call, kind, { id, current, sent, fixed: { id: Number(id) }, isDryRun: options.dry_run });
  },
});
