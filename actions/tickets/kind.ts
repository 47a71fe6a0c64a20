import type { z } from 'zod';

import { readDate } from '../../halo/values/dates.js';
import type { HaloList } from '../../halo/lists/description.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { RecordSource } from '../../records/contract.js';
import { opportunities } from '../../records/tickets/opportunities.js';
import { projects } from '../../records/tickets/projects.js';
import { Ticket, tickets } from '../../records/tickets/tickets.js';
import type { Call } from '../call.js';
import type { ChangeableKind, WritableKind } from '../writing/kind.js';
import { readOne } from '../writing/read-one.js';
import { ticketKey } from './key.js';
import { readTicketList } from './read-list.js';

export type TicketRecord = z.output<typeof Ticket.schema>;

/** Without these the answer has 180 kB (halo-api.md §7.6). */
const shortAnswer = {
  includedetails: 'false',
  includetickettype: 'false',
  includeuser: 'false',
  includepriority: 'false',
  idonly: 'true',
};

/** What a list answered when it was asked for one record. */
interface Listed {
  readonly row: HaloRow | undefined;
  /** False when another record came: then this build does not know `ticketids`, and the answer says nothing. */
  readonly isTold: boolean;
}

/**
 * Tickets, projects or opportunities. All are records of one table, and each kind has a list of its own, which on some
 * builds holds the others too (halo-api.md §6.12, §13.17). A record is read and changed where it was found (`find.ts`).
 */
export interface TicketKind extends ChangeableKind<TicketRecord> {
  readonly list: HaloList;
  /** Asks the list for one record, as the sync reads it. */
  listed(call: Call, id: string, params?: Readonly<Record<string, string>>): Promise<Listed>;
  /** Everything that Halo tells of one record. @returns `undefined` when it shows none, or a deleted one */
  item(call: Call, id: string): Promise<HaloRow | undefined>;
}

function ticketKindOf(name: string, source: RecordSource): TicketKind {
  const { list } = source;
  const { endpoint } = list;
  const kind: TicketKind = {
    name,
    list,
    endpoint,
    params: shortAnswer,
    idOf: (row) => toId(row['id'])?.toString(),
    updatedAt: (row) => {
      // Three spellings, by build (halo-api.md §6.3).
      const stamp = readDate(row['last_update'] ?? row['flastupdate'] ?? row['lastupdate']);
      return stamp ?? undefined;
    },
    listed: async (call, id, params = {}) => {
      const one = { ticketids: id, pageinate: 'true', page_no: '1', page_size: '1' };
      const { rows } = await readTicketList(call, source, { ...params, ...one });
      const row = rows.find((each) => kind.idOf(each) === id);
      return { row, isTold: row !== undefined || rows.length === 0 };
    },
    item: async (call, id) => {
      const item = await readOne(call, { name, endpoint }, id, { includedetails: 'true' });
      return item?.['deleted'] === true ? undefined : item;
    },
    // The list is asked first, because the sync reads it: its rows differ from the item (halo-api.md §6).
    read: async (call, id) => (await kind.listed(call, id)).row ?? kind.item(call, id),
    toRecord: async (call, row) => {
      const [record] = await mapped(call, source, [row]);
      if (record === undefined) throw new TypeError(`The mapping of ${list.name} gave no record for a row`);
      return record;
    },
  };
  return kind;
}

export const ticketKind: TicketKind & WritableKind<TicketRecord> = {
  ...ticketKindOf('ticket', tickets),
  key: ticketKey,
};

export const projectKind = ticketKindOf('project', projects);
export const opportunityKind = ticketKindOf('opportunity', opportunities);

/** Tickets as their sync saves them. */
export function toTickets(call: Call, rows: readonly HaloRow[]): Promise<TicketRecord[]> {
  return mapped(call, tickets, rows);
}

/** Records as their sync saves them. The model of tickets has every field of the other two. */
async function mapped(call: Call, source: RecordSource, rows: readonly HaloRow[]): Promise<TicketRecord[]> {
  const mapper = await call.mapper(source);
  const records = await mapper.map(rows);
  return records.map((record) => Ticket.schema.parse(record));
}
