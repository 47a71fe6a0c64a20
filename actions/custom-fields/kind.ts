import { z } from 'zod';

import { newestStamp } from '../../halo/lists/page.js';
import { readCustomFields } from '../../halo/values/custom-fields.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { customFields } from '../../records/custom-fields.js';
import { described } from '../../records/described.js';
import { inDetail } from '../../records/origin.js';
import type { Call } from '../call.js';
import { requireTicketItem } from '../tickets/find.js';
import type { ChangeableKind } from '../writing/kind.js';
import { readOne } from '../writing/read-one.js';
import { requireRow } from '../writing/update.js';
import { ownerLists, owners, type Owner } from './owners.js';

/** The custom fields of a record, as the record's sync saves them. */
export const CustomFieldsRecord = z.object({
  record_type: described(z.enum(owners), 'What the record is.'),
  id: described(z.string(), 'Id of the record.'),
  custom_fields: customFields(inDetail).schema,
});

type CustomFieldsRecord = z.output<typeof CustomFieldsRecord>;

type CustomFieldsKind = ChangeableKind<CustomFieldsRecord>;

/**
 * A record for the sake of its custom fields, which only the answer to a read of one record shows (halo-api.md §6.2).
 *
 * @throws NotFoundError
 */
export async function requireOwner(
  call: Call,
  owner: Owner,
  id: string,
): Promise<{ kind: CustomFieldsKind; row: HaloRow }> {
  const toFields: CustomFieldsKind['toRecord'] = (by, row) => Promise.resolve(toRecord(by, owner, row));
  if (owner === 'ticket') {
    const { kind, row } = await requireTicketItem(call, id);
    return { kind: { ...kind, read: (by, one) => kind.item(by, one), toRecord: toFields }, row };
  }
  const list = ownerLists[owner];
  const kind: CustomFieldsKind = {
    name: owner,
    endpoint: list.endpoint,
    params: {},
    idOf: (row) => toId(row['id'])?.toString(),
    updatedAt: (row) => newestStamp(list, row),
    read: (by, one) => readOne(by, list, one),
    toRecord: toFields,
  };
  return { kind, row: await requireRow(call, kind, id) };
}

function toRecord({ complain }: Call, owner: Owner, row: HaloRow): CustomFieldsRecord {
  const fields = readCustomFields(row['customfields'], (name) => {
    complain(`custom_fields.${name}`);
  });
  return CustomFieldsRecord.parse({
    record_type: owner,
    id: String(toId(row['id'])),
    ...(fields === undefined ? {} : { custom_fields: fields }),
  });
}
