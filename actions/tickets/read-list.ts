import { readListAnswer, type ListAnswer } from '../../halo/lists/answer.js';
import { supplementRows } from '../../halo/lists/supplements.js';
import type { RecordSource } from '../../records/contract.js';
import type { Call } from '../call.js';

/** An answer of the list of tickets, of projects or of opportunities, with what its sync asks for. */
export async function readTicketList(
  call: Call,
  source: RecordSource,
  params: Readonly<Record<string, string>>,
): Promise<ListAnswer> {
  const { params: carrying, supplements = [] } = await call.mapper(source);
  const { name, endpoint, key } = source.list;
  const { body } = await call.client.list(name, endpoint, { ...carrying, ...params });
  const answer = readListAnswer(name, key, body);
  let { rows } = answer;
  // Custom fields that the query of one request has no room for.
  for (const supplement of rows.length === 0 ? [] : supplements) {
    rows = await supplementRows(call.client, source.list, rows, { ...supplement, ...params });
  }
  return { ...answer, rows };
}
