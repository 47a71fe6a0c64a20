import { Draw } from '../random.js';
import type { Stamped } from './collection.js';
import type { Layout } from './layout.js';
import type { TicketRecord } from './ticket.js';
import { NOTES } from './words.js';

/** A note, reply, time entry or system entry of a ticket. The id is unique in its ticket only (halo-api.md §6.10). */
export interface ActionRecord {
  readonly id: number;
  readonly ticket_id: number;
  readonly outcome: string;
  readonly outcome_id: number;
  /** 0 system, 1 agent, 2 end user. */
  readonly who_type: 0 | 1 | 2;
  readonly who_agentid: number;
  readonly who: string;
  readonly datetime: number;
  readonly last_updated: number;
  readonly note: string;
  readonly hiddenfromuser: boolean;
  readonly timetaken?: number | undefined;
  readonly emaildirection?: string | undefined;
  readonly actionby_application_id: string;
  readonly guid: string;
  /** Fields that were written, by Halo's names; rows show them as they are. */
  readonly written?: Readonly<Record<string, unknown>> | undefined;
}

/** The hours that an action says it took. Entries of the system have none (halo-api.md §6.10). */
export function timeOf({ who_type, timetaken = 0 }: ActionRecord): number {
  return who_type === 0 ? 0 : timetaken;
}

/** All actions of one ticket: what changes together, and what a collection holds. */
export interface ActionLog extends Stamped {
  readonly actions: readonly ActionRecord[];
  /** The id that the next action gets. Ids are never used again. */
  readonly next: number;
}

/** The actions of an untouched ticket, oldest first. Ids 1 and 2 went with its opening (halo-api.md §6.10). */
export function generateActions(layout: Layout, ticket: TicketRecord): ActionLog {
  const draw = new Draw(layout.seed, 8, ticket.id);
  const count = 1 + draw.int(4);
  const span = ticket.lastactiondate - ticket.dateoccurred;
  const actions = Array.from({ length: count }, (_, index): ActionRecord => {
    const kind = index === 0 ? 'system' : (['agent', 'agent', 'private', 'user'] as const)[draw.int(4)];
    const datetime = ticket.dateoccurred + Math.floor((span * index) / Math.max(1, count - 1));
    const isAgent = kind === 'agent' || kind === 'private';
    return {
      id: 3 + index,
      ticket_id: ticket.id,
      outcome:
        index === 0 ? 'Opened' : kind === 'private' ? 'Private Note' : kind === 'user' ? 'User Update' : 'Email User',
      outcome_id: index === 0 ? 0 : kind === 'private' ? 7 : kind === 'user' ? 6 : 16,
      who_type: isAgent ? 1 : kind === 'user' ? 2 : 0,
      who_agentid: isAgent ? ticket.agent_id : 0,
      who: isAgent ? `Agent ${ticket.agent_id}` : kind === 'user' ? `User ${ticket.user_id}` : 'System',
      datetime,
      last_updated: datetime,
      note: index === 0 ? ticket.details : draw.pick(NOTES),
      hiddenfromuser: kind === 'private',
      timetaken: isAgent ? draw.int(8) / 4 : undefined,
      emaildirection: kind === 'agent' ? 'O' : kind === 'user' ? 'I' : undefined,
      actionby_application_id: kind === 'user' ? 'Email' : 'nethelpdesk-agent-web-application',
      guid: draw.guid(),
    };
  });
  return { id: ticket.id, last_update: ticket.lastactiondate, actions, next: 3 + count };
}
