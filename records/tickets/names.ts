import type { HaloClient } from '../../halo/transport/client.js';
import { setupLists, type SetupList } from '../../halo/lists/lists.js';
import { toId, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { readSetupList } from '../../halo/lists/setup-lists.js';
import { cleanText } from '../fields.js';
import type { Settings } from '../settings.js';

export const statusCategories = ['open', 'pending', 'on_hold', 'closed', 'unknown'] as const;
export type StatusCategory = (typeof statusCategories)[number];

export const priorityLevels = ['urgent', 'high', 'normal', 'low', 'unknown'] as const;
export type PriorityLevel = (typeof priorityLevels)[number];

// Named once: looking a global up is slow where functions run (docs/decisions.md, "Speed").
const { hasOwn } = Object;

/** Halo's built-in "Closed" (halo-api.md §6.3), for tenants whose tables do not tell which statuses are closed. */
const builtInClosed = '9';

/**
 * What usual names of statuses mean; Halo's tables know only closed ones. A name that is not here is not guessed at:
 * a tenant's own names are mapped in the connection's metadata (`status_categories`).
 */
const categoriesByName: Readonly<Record<string, StatusCategory>> = {
  new: 'open',
  open: 'open',
  reopened: 'open',
  assigned: 'open',
  updated: 'open',
  scheduled: 'open',
  'in progress': 'open',
  'action required': 'open',
  pending: 'pending',
  'with user': 'pending',
  'with customer': 'pending',
  'with supplier': 'pending',
  'awaiting user': 'pending',
  'awaiting customer': 'pending',
  'awaiting supplier': 'pending',
  'waiting on customer': 'pending',
  'on hold': 'on_hold',
  closed: 'closed',
  completed: 'closed',
  complete: 'closed',
  resolved: 'closed',
  cancelled: 'closed',
};

/** What the words of usual names of priorities mean. */
const levelsByName: Readonly<Record<string, PriorityLevel>> = {
  critical: 'urgent',
  urgent: 'urgent',
  emergency: 'urgent',
  p1: 'urgent',
  high: 'high',
  p2: 'high',
  medium: 'normal',
  normal: 'normal',
  standard: 'normal',
  p3: 'normal',
  low: 'low',
  planned: 'low',
  p4: 'low',
};

/**
 * The names behind the ids of ticket rows, which carry most of them only when asked (`include…`), and on some builds
 * not even then (halo-api.md §6.3). Each set-up list is read once an execution, when the first row needs it.
 */
export class TicketNames {
  readonly #client: HaloClient;
  readonly #settings: Settings;
  readonly #names = new Map<SetupList, Map<string, string>>();
  readonly #levels = new Map<string, PriorityLevel>();
  #closed = new Set<string>();

  constructor(client: HaloClient, settings: Settings) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Reads what these rows need. Must be awaited before the other methods are asked about them. */
  async load(rows: readonly HaloRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { statuses, openStatuses, priorities, ticketTypes, agents } = setupLists;
    if (!this.#names.has(statuses)) {
      const all = await this.#read(statuses, statusKeys);
      const open = await this.#read(openStatuses, statusKeys);
      this.#closed = closedStatuses(all, open);
    }
    await this.#read(priorities, priorityKeys);
    if (rows.some((row) => lacksName(row, 'tickettype_id', 'tickettype_name'))) await this.#read(ticketTypes, idKeys);
    if (rows.some((row) => lacksName(row, 'agent_id', 'agent_name'))) await this.#read(agents, idKeys);
  }

  status(row: HaloRow): string | undefined {
    return textIn(row, 'status_name') ?? this.#nameOf(setupLists.statuses, keyOf(row['status_id']));
  }

  priority(row: HaloRow): string | undefined {
    const inRow = textIn(row, 'priority_name');
    const key = inRow === undefined ? keyOf(row['priority_id']) : undefined;
    if (key === undefined) return inRow;
    const { priorities } = setupLists;
    return this.#nameOf(priorities, `${keyOf(row['sla_id']) ?? ''}/${key}`) ?? this.#nameOf(priorities, key);
  }

  ticketType(row: HaloRow): string | undefined {
    return textIn(row, 'tickettype_name') ?? this.#nameOf(setupLists.ticketTypes, keyOf(row['tickettype_id']));
  }

  agent(row: HaloRow): string | undefined {
    return textIn(row, 'agent_name') ?? this.#nameOf(setupLists.agents, keyOf(row['agent_id']));
  }

  /** The connection's own mapping wins, then the tenant's tables, then usual names; never a guess. */
  category(row: HaloRow): StatusCategory {
    const id = keyOf(row['status_id']);
    const name = this.status(row);
    const override = lookUp(this.#settings.status_categories, id, name);
    if (override !== undefined) return override;
    if (id !== undefined && this.#closed.has(id)) return 'closed';
    if (row['onhold'] === true) return 'on_hold';
    return own(categoriesByName, name?.toLowerCase()) ?? 'unknown';
  }

  level(row: HaloRow): PriorityLevel {
    const name = this.priority(row);
    const override = lookUp(this.#settings.priority_levels, keyOf(row['priority_id']), name);
    return override ?? this.#levelOf(name ?? '');
  }

  /** A tenant has a handful of priorities and a million tickets. */
  #levelOf(name: string): PriorityLevel {
    const known = this.#levels.get(name);
    if (known !== undefined) return known;
    const level = levelOf(name);
    this.#levels.set(name, level);
    return level;
  }

  #nameOf(list: SetupList, key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.#names.get(list)?.get(key) || undefined;
  }

  /** A key that two rows of different names share names none of them: it is kept with an empty name. */
  async #read(list: SetupList, keysOf: (row: HaloRow) => readonly string[]): Promise<Map<string, string>> {
    const known = this.#names.get(list);
    if (known) return known;
    const names = new Map<string, string>();
    for (const row of await readSetupList(this.#client, list)) {
      const name = typeof row['name'] === 'string' ? cleanText(row['name']) : undefined;
      if (name === undefined) continue;
      for (const key of keysOf(row)) names.set(key, (names.get(key) ?? name) === name ? name : '');
    }
    this.#names.set(list, names);
    return names;
  }
}

/** A name that the row itself carries. */
function textIn(row: HaloRow, key: string): string | undefined {
  const text = row[key];
  return typeof text === 'string' ? cleanText(text) : undefined;
}

function keyOf(value: unknown): string | undefined {
  const id = toId(value);
  return id === undefined ? undefined : `${id}`;
}

function idKeys(row: HaloRow): readonly string[] {
  const id = keyOf(row['id']);
  return id === undefined ? [] : [id];
}

/** Types other than 0 are not ticket statuses; the server's own filter does not work (halo-api.md §4.8). */
function statusKeys(row: HaloRow): readonly string[] {
  return (toInteger(row['type']) ?? 0) === 0 ? idKeys(row) : [];
}

/** A priority's number is unique in its SLA only (halo-api.md §6.9); alone it counts where all SLAs agree. */
function priorityKeys(row: HaloRow): readonly string[] {
  const id = keyOf(row['priorityid']);
  return id === undefined ? [] : [id, `${keyOf(row['slaid']) ?? ''}/${id}`];
}

/** The level that the words of a name, such as "P2 High", agree on. */
function levelOf(name: string): PriorityLevel {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  const levels = new Set(words.flatMap((word) => own(levelsByName, word) ?? []));
  const [level] = levels;
  return levels.size === 1 && level !== undefined ? level : 'unknown';
}

/**
 * The statuses that are gone when closed ones are excluded (halo-api.md §6.9). A build that ignores the parameter
 * excludes none: then only the built-in one is known to be closed.
 */
function closedStatuses(all: Map<string, string>, open: Map<string, string>): Set<string> {
  const closed = [...all.keys()].filter((id) => !open.has(id));
  return new Set(closed.length > 0 && open.size > 0 ? closed : [builtInClosed]);
}

function lacksName(row: HaloRow, idKey: string, nameKey: string): boolean {
  return toId(row[idKey]) !== undefined && textIn(row, nameKey) === undefined;
}

function lookUp<T>(
  map: Record<string, T> | undefined,
  id: string | undefined,
  name: string | undefined,
): T | undefined {
  return map && (own(map, id) ?? own(map, name));
}

/** A name such as "constructor" must not find what every object inherits. */
function own<T>(map: Readonly<Record<string, T>>, key: string | undefined): T | undefined {
  return key !== undefined && hasOwn(map, key) ? map[key] : undefined;
}
