import { toId, type HaloRow } from '../../halo/values/rows.js';
import { asList, type Answer, type ListAnswer } from './answer.js';
import type { Query, SurveyedHalo } from './halo.js';

/** The lists that are surveyed, with the property that holds their rows (halo-api.md §4.1). */
export const surveyed = {
  Tickets: 'tickets',
  Client: 'clients',
  Site: 'sites',
  Users: 'users',
  Asset: 'assets',
  Projects: 'tickets',
  Opportunities: 'tickets',
  Actions: 'actions',
  Agent: 'agents',
  Team: 'teams',
  Status: 'statuses',
  Priority: 'priorities',
  TicketType: 'tickettypes',
  FieldInfo: 'fields',
} as const;

export type ListName = keyof typeof surveyed;

/** The lists whose records can be many. */
export const large = ['Tickets', 'Client', 'Site', 'Users', 'Asset'] as const satisfies readonly ListName[];

export type LargeList = (typeof large)[number];

/** Answers of the tenant that several questions use; each is requested once. */
export class Samples {
  readonly #answers = new Map<string, Promise<Answer>>();

  constructor(readonly halo: SurveyedHalo) {}

  /** The answer to a request, asked for once. */
  get(resource: string, query: Query = {}): Promise<Answer> {
    const key = `${resource}?${JSON.stringify(query)}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) this.#answers.set(key, (answer = this.halo.get(resource, query)));
    return answer;
  }

  /** The answer as a list; undefined when the tenant refuses it, or sends none. */
  async list(name: ListName, query: Query = {}): Promise<ListAnswer | undefined> {
    return asList(await this.get(name, query), surveyed[name]);
  }

  /** A page, ordered by id. */
  page(name: ListName, number = 1, size = 100, query: Query = {}): Promise<ListAnswer | undefined> {
    return this.list(name, {
      ...query,
      pageinate: true,
      page_no: number,
      page_size: size,
      order: 'id',
      orderdesc: false,
    });
  }

  /** The first hundred tickets with the names of status, type and agent, and with some custom fields. */
  async tickets(): Promise<ListAnswer | undefined> {
    // Custom fields come by the ids of their definitions (halo-api.md §6.2).
    const definitions = idsOf(await this.list('FieldInfo', { includevalues: true })).slice(0, 50);
    return this.page('Tickets', 1, 100, {
      includeagent: true,
      includestatus: true,
      includetickettype: true,
      ...(definitions.length > 0 && { include_custom_fields: definitions.join(',') }),
    });
  }

  /** The lists of actions of some tickets, those with most recent ones first. */
  async actionsOfTickets(most = 8): Promise<{ ticket: HaloRow; actions: ListAnswer }[]> {
    const newest = await this.list('Tickets', {
      pageinate: true,
      page_no: 1,
      page_size: most,
      order: 'lastactiondate',
      orderdesc: true,
    });
    const found: { ticket: HaloRow; actions: ListAnswer }[] = [];
    for (const ticket of newest?.rows.slice(0, most) ?? []) {
      const id = toId(ticket['id']);
      const actions = id === undefined ? undefined : await this.list('Actions', { ticket_id: id, count: 1000 });
      if (actions !== undefined) found.push({ ticket, actions });
    }
    return found;
  }
}

/** The ids of rows, in their order. */
export function idsOf(answer: ListAnswer | undefined): number[] {
  return (answer?.rows ?? []).flatMap((row) => toId(row['id']) ?? []);
}

/** How many, without saying exactly how many. */
export function classOf(count: number | undefined): string {
  if (count === undefined) return 'an unknown number';
  if (count === 0) return 'none';
  const bound = [10, 50, 100, 1_000, 10_000, 100_000].find((limit) => count <= limit);
  return bound === undefined ? 'more than 100,000' : `at most ${bound.toLocaleString('en')}`;
}
