import type { Sight } from '../applications.js';
import type { Parameters } from '../parameters.js';
import { Draw } from '../random.js';
import type { EndpointName, Switches } from '../switches.js';
import type { Stamped } from './collection.js';
import { generateValues, type FieldUsage, type FieldValues } from './custom-fields.js';
import type { Layout, SizeOf } from './layout.js';
import type { Row, RowContext } from './row.js';
import type { Filter } from './selection.js';
import type { ExternalLink, Writing } from './writing.js';

/** What a description may ask of the request for a list. */
export interface ListRequest {
  readonly parameters: Parameters;
  readonly sight: Sight;
  readonly switches: Switches;
  /** The application logs in as itself, not as an agent. */
  readonly isApplication: boolean;
}

/** Rows of a special kind, such as service accounts, and the parameters that ask for them and for the others. */
export interface SpecialRows {
  /** The field that is true for them. */
  readonly field: string;
  readonly parameter: string;
  readonly othersParameter: string;
}

export type Container = 'array' | 'results' | 'keyed';

/** A record of a described type: its fields by Halo's names, dates in milliseconds since 1970. */
export type RecordOf<Fields> = Fields &
  Stamped & { readonly custom: FieldValues; readonly links?: readonly ExternalLink[] };

/**
 * A record type of the tenant, in one place: its objects, how a row shows them, and how they are listed. Everything else
 * follows: the store (`Tenant.of`), the endpoint, and in the tests what may happen to it. Fields are named by texts, which
 * a test holds against the objects.
 */
export interface Description<Fields extends { readonly last_update: number }> {
  /**
   * The untouched record of an id; the same for the same seed, whatever was generated before. It comes first in a
   * description, because TypeScript learns from it which fields there are.
   */
  generate(draw: Draw, id: number, layout: Layout): Fields;
  /** Of the store, and of the sync that follows it: `customers`. */
  readonly name: string;
  readonly endpoint: EndpointName;
  /** The property of the envelope that holds the rows (halo-api.md §4.1). */
  readonly key: string;
  /** The scope that its token needs; none for lists that every token may read. */
  readonly scope?: string;
  /** The first id of the untouched records. Default 1. */
  readonly first?: number;
  /**
   * Its ids are negative, and new records get lower ones (halo-api.md §4.1). The store has them without their sign; `row`
   * writes it. Default: they are positive.
   */
  readonly idsCountDown?: boolean;
  /** How many untouched records there are where the tenant's options do not say. Default 12. */
  readonly count?: number | ((size: SizeOf) => number);
  /** Tells its random choices from those of other types. Default: made from the name. */
  readonly salt?: number;
  /** Additional records with fixed ids, such as the statuses that every tenant has. */
  readonly fixed?: readonly (Fields & { readonly id: number })[];
  /** The usage of its custom fields, which only the detail carries (halo-api.md §6.2). */
  readonly customFields?: FieldUsage;

  /** The row. Default: all fields, those that `dates` names written as dates. */
  row?(record: RecordOf<Fields>, context: RowContext): Row;
  readonly dates?: readonly string[];
  /** Keys of the row that lists leave out, because only the detail carries them. */
  readonly detailOnly?: readonly string[];
  /** Keys of the row that lists carry only when a parameter asks for them, by the parameter, and the detail always. */
  readonly asked?: Readonly<Record<string, readonly string[]>>;
  /** Keys of the row that only lists carry. */
  readonly listOnly?: readonly string[];
  /** Additional fields of the detail. */
  detail?(record: RecordOf<Fields>, context: RowContext): Row;
  /** Ids that are written as decimals, `21.0` (halo-api.md §6.1.3). */
  readonly decimals?: readonly string[];

  /** The rows' container. Default `keyed`: an envelope with the rows under `key`. */
  readonly container?: Container | ((request: ListRequest) => Container);
  /** Everything in one answer, whatever is asked (halo-api.md §3.6). Default: in pages. */
  readonly isWhole?: boolean;
  /** All ids in one answer, with the parameter `idonly` (halo-api.md §3.2). Default: true in pages. */
  readonly hasIdList?: boolean;
  /** Fields other than `id` that `order` accepts. */
  readonly order?: readonly string[];
  /** Parameters that choose rows by a number, and the field that they are about. */
  readonly filters?: Readonly<Record<string, string>>;
  /** Rows of a special kind, which lists show when they are asked for (switch `specialRows`). */
  readonly special?: SpecialRows;
  /** Fields that `search` looks into. */
  readonly search?: readonly string[];
  /**
   * The field that names the customer of a record. By it `client_id` and `toplevel_id` choose, and an agent that is
   * limited to some customers sees no others. Default: the records belong to nobody.
   */
  readonly customer?: string;
  /** Every agent sees all of them, also one that sees nothing else. */
  readonly isSeenByAll?: boolean;
  /** Additional conditions for lists and for single records. */
  visible?(request: ListRequest): Filter<RecordOf<Fields>>[];
  /** Additional conditions, only for lists. */
  listed?(request: ListRequest): Filter<RecordOf<Fields>>[];
  /** The field by which one record is asked for, where that is not its number. */
  readonly itemKey?: string;
  /** The id of its record in the integration, where that is not its number. */
  recordKey?(record: RecordOf<Fields>): string;
  /** Rows that stand before the records. */
  inFront?(request: ListRequest): readonly Row[];
  /** The status that `/Name/me` is answered with. Default: `me` is no id. */
  readonly me?: 401 | 404;

  /**
   * Archived records (halo-api.md §5.3): hidden unless `includeinactive` asks for them, hidden as `listed` says, or there
   * are none, because nothing of this type can be archived. Default: hidden.
   */
  readonly archived?: 'hidden' | 'as listed' | 'never';
  /** The key of a row that says whether it is archived. Default `inactive`. */
  readonly archivedKey?: string;
  /** A text or a number, called the same in rows, that tests edit. Default `name`. */
  readonly edited?: string;
  /** How clients write its records. Default: the API answers that this is not simulated. */
  readonly writing?: Writing<Fields>;
}

/** A described type with its defaults. Names of fields are plain texts here, so that all types fit into one list. */
export interface RecordType<T extends Stamped = Stamped> {
  readonly name: string;
  readonly endpoint: EndpointName;
  readonly key: string;
  readonly scope: string | undefined;
  readonly first: number;
  readonly idsCountDown: boolean;
  readonly count: number | ((size: SizeOf) => number);
  readonly fixed: readonly T[];
  readonly customFields: FieldUsage | undefined;
  readonly dates: readonly string[];
  readonly detailOnly: readonly string[];
  readonly asked: Readonly<Record<string, readonly string[]>>;
  readonly listOnly: readonly string[];
  readonly special: SpecialRows | undefined;
  readonly decimals: readonly string[];
  readonly isWhole: boolean;
  readonly hasIdList: boolean;
  readonly order: readonly string[];
  readonly filters: Readonly<Record<string, string>>;
  readonly search: readonly string[];
  readonly customer: string | undefined;
  readonly isSeenByAll: boolean;
  readonly me: 401 | 404 | undefined;
  readonly itemKey: string | undefined;
  readonly archived: 'hidden' | 'as listed' | 'never';
  readonly archivedKey: string;
  readonly edited: string;
  readonly writing: Writing | undefined;
  generate(layout: Layout, id: number): T;
  /** The values of its custom fields. */
  valuesOf(record: T): FieldValues;
  /** Links to other products. */
  linksOf(record: T): readonly ExternalLink[];
  row(record: T, context: RowContext): Row;
  detail(record: T, context: RowContext): Row;
  container(request: ListRequest): Container;
  visible(request: ListRequest): Filter<T>[];
  listed(request: ListRequest): Filter<T>[];
  recordKey(record: T): string;
  inFront(request: ListRequest): readonly Row[];
}

/** Makes a type of its description. */
export function describe<Fields extends { readonly last_update: number }>(
  description: Description<Fields>,
): RecordType<RecordOf<Fields>> {
  const { name, customFields, isWhole = false, container = 'keyed', dates = [], fixed = [] } = description;
  const { salt = saltOf(name), idsCountDown = false } = description;
  return {
    first: 1,
    count: 12,
    detailOnly: [],
    asked: {},
    special: undefined,
    listOnly: [],
    decimals: [],
    hasIdList: !isWhole,
    order: [],
    filters: {},
    search: [],
    isSeenByAll: false,
    archived: 'hidden',
    archivedKey: 'inactive',
    edited: 'name',
    visible: () => [],
    listed: () => [],
    inFront: () => [],
    recordKey: ({ id }) => String(idsCountDown ? -id : id),
    detail: () => ({}),
    row: (record, context) => ownFields(record, dates, context),
    scope: undefined,
    customer: undefined,
    me: undefined,
    itemKey: undefined,
    writing: undefined,
    ...description,
    customFields,
    idsCountDown,
    dates,
    isWhole,
    fixed: fixed.map((record) => ({ ...record, custom: {} })),
    container: (request) => (typeof container === 'function' ? container(request) : container),
    valuesOf: ({ custom }) => custom,
    linksOf: ({ links = [] }) => links,
    generate(layout, id) {
      const draw = new Draw(layout.seed, salt, id);
      const fields = description.generate(draw, id, layout);
      const custom = customFields === undefined ? {} : generateValues(draw, customFields, layout.newest);
      return { ...fields, id, custom };
    },
  };
}

/** The value of a field by its name. */
export function fieldOf(record: object, name: string): unknown {
  const value: unknown = Reflect.get(record, name);
  return value;
}

/** The fields of a record as a row, those that `dates` names written as dates. */
export function ownFields(record: object, dates: readonly string[], context: RowContext): Row {
  const row: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(record)) {
    if (name === 'last_update' || name === 'custom') continue;
    row[name] = dates.includes(name) ? context.dates.stored(typeof value === 'number' ? value : undefined) : value;
  }
  return row;
}

/** Types of the first hour have the salts 1 to 9. */
function saltOf(name: string): number {
  let sum = 10;
  for (const letter of name) sum = (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0;
  return sum;
}
