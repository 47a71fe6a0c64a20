import { z } from 'zod';

import { newestStamp } from '../../halo/lists/page.js';
import { readCustomFields } from '../../halo/values/custom-fields.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import { customFields } from '../../records/custom-fields.js';
import { described } from '../../records/described.js';
import { inDetail } from '../../records/origin.js';
import type { Call } from '../call.js';
import { readTicketItem, ticketKind } from '../tickets/kind.js';
import type { ChangeableKind } from '../writing/kind.js';
import { readOne } from '../writing/read-one.js';
import { ownerLists, owners, type Owner } from './owners.js';

/** The custom fields of a record, as the record's sync saves them. */
export const CustomFieldsRecord = z.object({
  record_type: described(z.enum(owners), 'What the record is.'),
  id: described(z.string(), 'Id of the record.'),
  custom_fields: customFields(inDetail).schema,
});

type CustomFieldsRecord = z.output<typeof CustomFieldsRecord>;

/** A record for the sake of its custom fields, which only the answer to a read of one record shows (halo-api.md §6.2). */
export function customFieldsKind(owner: Owner): ChangeableKind<CustomFieldsRecord> {
  const list = ownerLists[owner];
  const ofTicket = owner === 'ticket';
  return {
    name: owner,
    endpoint: list.endpoint,
    params: ofTicket ? ticketKind.params : {},
    idOf: (row) => toId(row['id'])?.toString(),
    updatedAt: (row) => (ofTicket ? ticketKind.updatedAt(row) : newestStamp(list, row)),
    read: (call, id) => (ofTicket ? readTicketItem(call, id) : readOne(call, list, id)),
    toRecord: (call, row) => Promise.resolve(toRecord(call, owner, row)),
  };
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
