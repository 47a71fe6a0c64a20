import { randomUUID } from 'node:crypto';

import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { RunningPlatform } from '../../sandbox/platform/index.js';
import type { Connection } from './connect.js';
import { StartProblem } from './problem.js';
import { createTable } from './rows.js';

/** What is used of the answer of `add-note`. */
const written = z.object({ id: z.string(), confirmed: z.boolean() });

const note = 'Written by the function add-note.';

/**
 * Writes a note to the tenant with a function, and reads it back as a record of the sync that follows notes.
 *
 * @returns what to print
 * @throws {StartProblem} when the note does not come back
 */
export async function roundTrip(nango: Nango, connection: Connection, platform: RunningPlatform): Promise<string> {
  const { providerConfigKey, connectionId } = connection;
  const { records } = await nango.listRecords({ ...connection, model: 'Ticket', limit: 1 });
  const ticket = records[0]?.id;
  if (ticket === undefined) return '';
  const answer = await nango.triggerAction(providerConfigKey, connectionId, 'add-note', {
    ticket_id: ticket,
    note,
    // A private note is delivered when a later action that lists show follows it.
    is_private: false,
    idempotency_key: randomUUID(),
  });
  const { id } = written.parse(answer);
  // The note changed its ticket too.
  await nango.triggerSync(providerConfigKey, ['tickets', 'ticket-actions'], connectionId);
  await platform.waitForIdle();
  const read = await nango.listRecords({ ...connection, model: 'TicketAction', ids: [id] });
  const [record] = read.records;
  if (record?.['note'] !== note) {
    throw new StartProblem(`The note ${id} was written, and the sync ticket-actions did not bring it back. Report it.`);
  }
  const columns = ['id', 'author_name', 'note'];
  const table = createTable(columns);
  table.push(columns.map((name) => String(record[name])));
  return `A note was written with the function add-note; the sync ticket-actions read it back:\n${table.toString()}`;
}
