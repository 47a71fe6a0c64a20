import { readListAnswer } from '../halo/lists/answer.js';
import { UnreadableAnswerError } from '../halo/errors.js';
import type { HaloList } from '../halo/lists/description.js';
import { newestStamp } from '../halo/lists/page.js';
import { farFutureParams } from '../halo/lists/probe.js';
import { toId, toInteger, type HaloRow } from '../halo/values/rows.js';
import { lookUps } from '../records/look-ups.js';
import { ticketList } from '../records/tickets/list.js';
import { onePage } from './access.js';
import type { Evidence } from './evidence.js';
import type { Inquiry } from './inquiry.js';
import { judged, type Judgement } from './judgement.js';
import { problems } from './problems.js';

/** Ticket types that are looked at one by one; a request each. */
const mostTypes = 15;

/** Milliseconds that a stamp may be ahead of a clock that runs a little behind. */
const stampTolerance = 5 * 60_000;

export type ChangesFilter = 'filters' | 'ignores' | 'unknown';

/** What is looked at only when there is time for it. */
export interface DeeperEvidence {
  /** Whether "updated since" filters, by name of the list (`probe.ts`). */
  readonly filters: ReadonlyMap<string, ChangesFilter>;
  /** When a ticket was changed last, as Halo says; ISO 8601. */
  readonly newestStamp: string | undefined;
  /** Ticket types, each with how many tickets of it are seen; `undefined` when that was not to be found out. */
  readonly ticketTypes: readonly { id: string; name: string; tickets: number }[] | undefined;
}

/** Looks at what the connection check has no time for. */
export async function lookDeeper(inquiry: Inquiry, { access }: Evidence): Promise<DeeperEvidence> {
  const filters = new Map<string, ChangesFilter>();
  const readable = access.filter(({ state }) => state === 'readable');
  for (const { resource } of readable) {
    if (resource.records) filters.set(resource.name, await probeFilter(inquiry, resource.records));
  }
  const seesTickets = readable.some(({ resource }) => resource.name === 'tickets');
  return {
    filters,
    newestStamp: seesTickets ? await readNewestStamp(inquiry) : undefined,
    ticketTypes: seesTickets ? await countTicketTypes(inquiry) : undefined,
  };
}

/** Concludes from it. */
export function judgeDeeper(
  { newestStamp: newest, ticketTypes = [] }: DeeperEvidence,
  { agent, access }: Evidence,
  { clockDifference = 0 }: Inquiry,
): Judgement[] {
  const latest = Date.now() + Math.max(0, clockDifference) + stampTolerance;
  const unseen = ticketTypes.filter(({ tickets }) => tickets === 0).map(({ name }) => name);
  const tickets = access.map(({ resource }) => resource).filter(({ name }) => name === 'tickets');
  // Where the agent's own record tells of its limits, or of none, counting adds nothing.
  const isTold = agent?.hasTicketTypeLimit !== undefined;
  return [
    ...(newest !== undefined && Date.parse(newest) > latest ? [judged(problems.datesAhead(), 'warning', tickets)] : []),
    ...(unseen.length > 0 && !isTold ? [judged(problems.ticketTypesUnseen(unseen.join(', ')), 'note', tickets)] : []),
  ];
}

async function probeFilter(inquiry: Inquiry, list: HaloList): Promise<ChangesFilter> {
  const answer = await readList(inquiry, list, { ...farFutureParams, ...onePage(1) });
  if (answer === undefined) return 'unknown';
  return answer.rows.length === 0 && (answer.recordCount ?? 0) === 0 ? 'filters' : 'ignores';
}

async function readNewestStamp(inquiry: Inquiry): Promise<string | undefined> {
  const answer = await readList(inquiry, ticketList, onePage(1, 'last_update', true));
  const row = answer?.rows[0];
  return row && newestStamp(ticketList, row);
}

async function countTicketTypes(inquiry: Inquiry): Promise<DeeperEvidence['ticketTypes']> {
  const types = await readList(inquiry, lookUps.ticketTypes, {});
  const asked = (types?.rows ?? []).filter(isServiceDeskType).slice(0, mostTypes);
  const counted: { id: string; name: string; tickets: number }[] = [];
  for (const type of asked) {
    const id = toId(type['id']);
    if (id === undefined) continue;
    // The filter by ticket type is `requesttype`; every `tickettype_*` is ignored (halo-api.md §2.2).
    const answer = await readList(inquiry, ticketList, { requesttype: String(id), ...onePage(1) });
    if (answer?.recordCount === undefined) return undefined;
    counted.push({
      id: String(id),
      name: typeof type['name'] === 'string' ? type['name'] : '',
      tickets: answer.recordCount,
    });
  }
  return types && counted;
}

/** ITIL request type ids of tickets that other lists hold: quotes (20) and projects (22) (halo-api.md §4.2). */
function isServiceDeskType(type: HaloRow): boolean {
  return ![20, 22].includes(toInteger(type['itilrequesttype']) ?? 0);
}

async function readList(
  inquiry: Inquiry,
  list: Pick<HaloList, 'name' | 'endpoint' | 'key' | 'params'>,
  params: Record<string, string>,
): Promise<ReturnType<typeof readListAnswer> | undefined> {
  const reply = await inquiry.ask(list.endpoint, { ...list.params, ...params });
  if (reply.kind !== 'answer') return undefined;
  try {
    return readListAnswer(list.name, list.key, reply.body);
  } catch (error) {
    // What cannot be read was concluded from the list itself already.
    if (error instanceof UnreadableAnswerError) return undefined;
    throw error;
  }
}
