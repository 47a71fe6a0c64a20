import type { HaloClient } from '../../halo/transport/client.js';
import type { SetupList } from '../../halo/lists/description.js';
import { isRow, readFlag, toId, toInteger, type HaloRow } from '../../halo/values/rows.js';
import { OptionalLists } from '../../halo/lists/optional-lists.js';
import { cleanText } from '../../halo/values/texts.js';
import type { Remark } from '../contract.js';
import { agentList } from '../agents.js';
import { lookUps } from '../look-ups.js';
import type { Settings } from '../settings.js';
import { isOfUnknownKind, kindOf, kindOfUse, type TicketKind } from './kind.js';
import { Overrides } from '../overrides.js';
import { levelOfName, type PriorityLevel } from './priority-level.js';
import { categoryOfName, type StatusCategory } from './status-category.js';

/** Halo's built-in "Closed" (halo-api.md §6.3), for tenants whose tables do not tell which statuses are closed. */
const builtInClosed = '9';

/** Warned of once a run, with the names that it is about. */
const unknownStatuses =
  'No category is known for these ticket statuses, so the status_category of their tickets is "unknown". The setting ' +
  '"status_categories" in the metadata of the connection says what they mean:';
const unknownPriorities =
  'No level is known for these priorities, so the priority_level of their tickets is "unknown". The setting ' +
  '"priority_levels" in the metadata of the connection says what they mean:';

/**
 * The names behind the ids of ticket rows, which carry most of them only when asked (`include…`), and on some builds
 * not even then (halo-api.md §6.3). Each set-up list is read once an execution, when the first row needs it.
 */
export class TicketNames {
  /** The lists behind the names. One that cannot be read leaves records without its names. */
  readonly lists: OptionalLists;
  readonly #names = new Map<SetupList, Map<string, string>>();
  readonly #remark: Remark;
  readonly #statusCategories: Overrides<StatusCategory>;
  readonly #priorityLevels: Overrides<PriorityLevel>;
  readonly #categories = new Map<string, StatusCategory>();
  readonly #levels = new Map<string, PriorityLevel>();
  /** What tickets of a type are, by the type's id, as far as its `use` says it. */
  readonly #kinds = new Map<string, TicketKind>();
  /** The row whose kind was asked for last: ten fields of a record ask for it, one after the other. */
  #last: { readonly row: HaloRow; readonly kind: TicketKind } | undefined;
  #closed = new Set<string>();
  readonly #usualKind: TicketKind;

  /**
   * @param remark is called for statuses and priorities whose meaning is not known
   * @param usualKind what a row is taken for while nothing tells its kind
   */
  constructor(
    client: HaloClient,
    settings: Settings,
    remark: Remark = () => undefined,
    usualKind: TicketKind = 'ticket',
  ) {
    this.lists = new OptionalLists(client);
    this.#remark = remark;
    this.#usualKind = usualKind;
    this.#statusCategories = new Overrides(settings.status_categories);
    this.#priorityLevels = new Overrides(settings.priority_levels);
  }

  /** Reads what these rows need. Must be awaited before the other methods are asked about them. */
  async load(rows: readonly HaloRow[]): Promise<void> {
    if (rows.length === 0) return;
    const { statuses, openStatuses, priorities } = lookUps;
    if (!this.#names.has(statuses)) {
      const all = await this.#read(statuses, statusKeys);
      const open = await this.#read(openStatuses, statusKeys);
      this.#closed = closedStatuses(all, open);
    }
    await this.#read(priorities, priorityKeys);
    const needsTypes = (row: HaloRow): boolean =>
      lacksName(row, 'tickettype_id', 'tickettype_name') || isOfUnknownKind(row);
    if (!this.#names.has(lookUps.ticketTypes) && rows.some(needsTypes)) await this.loadTypes();
    const needsAgents = (row: HaloRow): boolean => lacksName(row, 'agent_id', 'agent_name');
    if (!this.#names.has(agentList) && rows.some(needsAgents)) await this.#read(agentList, idKeys);
  }

  /** Reads the ticket types, which tell tickets, projects and opportunities apart. */
  async loadTypes(): Promise<void> {
    await this.#read(lookUps.ticketTypes, idKeys);
  }

  /** False while the ticket types cannot be read, for a row that says nothing of its kind but "ticket". */
  tellsKind(row: HaloRow): boolean {
    return !this.lists.lacks(lookUps.ticketTypes) || kindOf(row, undefined) !== 'ticket';
  }

  /** What a row is: by its ticket type where the types were read, else by what it says of itself. */
  kind(row: HaloRow): TicketKind {
    if (this.#last?.row !== row) this.#last = { row, kind: this.#kindOf(row) };
    return this.#last.kind;
  }

  #kindOf(row: HaloRow): TicketKind {
    if (!this.tellsKind(row)) return this.#usualKind;
    return kindOf(row, this.#kinds.get(keyOf(row['tickettype_id']) ?? ''));
  }

  status(row: HaloRow): string | undefined {
    return textIn(row, 'status_name') ?? this.#nameOf(lookUps.statuses, keyOf(row['status_id']));
  }

  priority(row: HaloRow): string | undefined {
    const inRow = textIn(row, 'priority_name') ?? priorityInRow(row);
    const key = inRow === undefined ? keyOf(row['priority_id']) : undefined;
    if (key === undefined) return inRow;
    const { priorities } = lookUps;
    return this.#nameOf(priorities, `${keyOf(row['sla_id']) ?? ''}/${key}`) ?? this.#nameOf(priorities, key);
  }

  ticketType(row: HaloRow): string | undefined {
    return textIn(row, 'tickettype_name') ?? this.#nameOf(lookUps.ticketTypes, keyOf(row['tickettype_id']));
  }

  agent(row: HaloRow): string | undefined {
    return textIn(row, 'agent_name') ?? this.#nameOf(agentList, keyOf(row['agent_id']));
  }

  /** The connection's own mapping wins, then the tenant's tables, then usual names; never a guess. */
  category(row: HaloRow): StatusCategory {
    const id = keyOf(row['status_id']);
    const name = this.status(row);
    const override = this.#statusCategories.find(id, name);
    if (override !== undefined) return override;
    if (id !== undefined && this.#closed.has(id)) return 'closed';
    if (readFlag(row['onhold']) === true) return 'on_hold';
    const category = name === undefined ? 'unknown' : remembered(this.#categories, name, categoryOfName);
    if (category === 'unknown') this.#remark(unknownStatuses, nameWithId(name, id));
    return category;
  }

  level(row: HaloRow): PriorityLevel {
    const name = this.priority(row);
    const id = keyOf(row['priority_id']);
    const override = this.#priorityLevels.find(id, name);
    if (override !== undefined) return override;
    const level = name === undefined ? 'unknown' : remembered(this.#levels, name, levelOfName);
    if (level === 'unknown' && (name ?? id) !== undefined) this.#remark(unknownPriorities, nameWithId(name, id));
    return level;
  }

  #nameOf(list: SetupList, key: string | undefined): string | undefined {
    return key === undefined ? undefined : this.#names.get(list)?.get(key) || undefined;
  }

  #noteKind(type: HaloRow): void {
    const [id, kind] = [keyOf(type['id']), kindOfUse(type['use'])];
    if (id !== undefined && kind !== undefined) this.#kinds.set(id, kind);
  }

  /** A key that two rows of different names share names none of them: it is kept with an empty name. */
  async #read(list: SetupList, keysOf: (row: HaloRow) => readonly string[]): Promise<Map<string, string>> {
    const known = this.#names.get(list);
    if (known) return known;
    const names = new Map<string, string>();
    for (const row of (await this.lists.read(list)) ?? []) {
      if (list === lookUps.ticketTypes) this.#noteKind(row);
      const name = typeof row['name'] === 'string' ? cleanText(row['name']) : undefined;
      if (name === undefined) continue;
      for (const key of keysOf(row)) names.set(key, (names.get(key) ?? name) === name ? name : '');
    }
    this.#names.set(list, names);
    this.#last = undefined;
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

/** `priority` may be an object inside the row, and then its name is the priority's (halo-api.md §6.3). */
function priorityInRow({ priority, priority_id: id }: HaloRow): string | undefined {
  if (!isRow(priority)) return undefined;
  const own = keyOf(priority['priorityid']);
  return own === undefined || own === keyOf(id) ? textIn(priority, 'name') : undefined;
}

function nameWithId(name: string | undefined, id: string | undefined): string {
  const words = name === undefined ? 'one without a name' : `"${name}"`;
  return id === undefined ? words : `${words} (id ${id})`;
}

/** A tenant has a handful of names and a million tickets. */
function remembered<T>(known: Map<string, T>, name: string, make: (name: string) => T): T {
  const found = known.get(name);
  if (found !== undefined) return found;
  const made = make(name);
  known.set(name, made);
  return made;
}
