import { readFileSync } from 'node:fs';

import { isPaged, type HaloList, type SetupList } from '../../halo/lists/description.js';
import { detailedModels } from '../../records/detailed-models.js';
import { registry } from '../../records/registry.js';
import {
  createSwitches,
  recordTypes,
  type EndpointName,
  type RecordType,
  type Switches,
} from '../../sandbox/halo/index.js';
import type { RecordStore } from '../../sandbox/platform/records/types.js';
import type { SyncDeclaration } from '../../scripts/contract/declarations.js';
import { strategyOf } from '../../scripts/reference/source.js';
import { describedSubject } from '../properties/described.js';
import {
  opportunities,
  projects,
  ticketActions,
  ticketAttachments,
  tickets,
  timeEntries,
  type Subject,
} from '../properties/subject.js';
import { deployedSyncs } from './deployment.js';
import { World, type Runtime } from './world.js';

const strategies = ['changes', 'listing', 'reference', 'children', 'window'] as const;
export type Strategy = (typeof strategies)[number];

/** A window keeps nothing but a count from run to run, so that the short tests of it, and its own, say all. */
const playedInFull = ['changes', 'listing', 'reference', 'children'] as const satisfies readonly Strategy[];

/** A sync of the package, and what it is about in the simulated tenant. */
export interface Kind {
  sync: string;
  /** How it reads (docs/strategies.md). */
  strategy: Strategy;
  subject: Subject;
  /** The list that its rows come from. */
  endpoint: EndpointName;
  list: HaloList | SetupList;
  declaration: SyncDeclaration;
  /** The tenant has no filter for what changed in its list, so that each run of a listing reads all of it. */
  readsWhole: boolean;
  /** Its records are completed from their details, a request each. */
  readsDetails: boolean;
  /** The types of the tenant. Default: all that are described. */
  types?: readonly RecordType[];
}

/** Syncs whose rows the tenant does not describe, because they are too special. */
const special: readonly Subject[] = [tickets, projects, opportunities, ticketActions, ticketAttachments, timeEntries];

/**
 * What a sync is about: its list from the registry, its strategy from its declaration, and how its rows change from the
 * description of the tenant.
 *
 * @param source the text of the declaration
 */
export function kindOf(
  declaration: SyncDeclaration,
  source: string,
  list: HaloList | SetupList | undefined,
  types: readonly RecordType[] = recordTypes,
): Kind {
  const { name: sync, output, json_schema: schemas } = declaration;
  const strategy = strategies.find((one) => one === strategyOf(source));
  const [model = ''] = output;
  const schema = schemas.definitions[model];
  if (!list) throw new Error(`records/registry.ts has no line for the sync ${sync}`);
  if (!strategy || !schema) throw new Error(`The declaration of ${sync} names no strategy of syncs/, or no model`);
  const endpoint = list.endpoint.slice(1);
  const type = types.find((one) => one.endpoint === endpoint);
  const subject =
    special.find((one) => one.sync === sync) ?? (type && describedSubject({ sync, model, schema, list, type }));
  if (!subject) throw new Error(`sandbox/halo/types/ describes no rows of ${list.endpoint}, which ${sync} reads`);
  const { updatedSince } = createSwitches();
  const readsWhole = (updatedSince[endpoint] ?? updatedSince.default) === 'ignore';
  const readsDetails = detailedModels[model] === true;
  return { sync, strategy, subject, endpoint, list, declaration, readsWhole, readsDetails, types };
}

/** What each sync of `integrations/index.ts` is about, in the order of the registry. */
export const kinds: readonly Kind[] = inOrder(
  deployedSyncs().map((declaration) => {
    const { name } = declaration;
    const source = readFileSync(new URL(`../../integrations/halo-psa/syncs/${name}.ts`, import.meta.url), 'utf8');
    return kindOf(declaration, source, registry[name]?.[0]);
  }),
);

/** One sync of each strategy: what takes long is played against these in full, and against `others` in short. */
export const representatives: readonly Kind[] = playedInFull.flatMap(
  (strategy) => kinds.find((kind) => kind.strategy === strategy) ?? [],
);

export const others: readonly Kind[] = kinds.filter((kind) => !representatives.includes(kind));

/** The subject of a sync, by its name. */
export function subjectOf(sync: string): Subject {
  const kind = kinds.find((one) => one.sync === sync);
  if (!kind) throw new RangeError(`There is no sync ${sync}`);
  return kind.subject;
}

/** Rows that a page of the list brings in a world whose pages hold so many at most; set-up lists have one page. */
export function rowsAPage({ list }: Kind, most: number): number {
  return isPaged(list) ? Math.min(list.pageSize, most) : Infinity;
}

function inOrder(unordered: readonly Kind[]): readonly Kind[] {
  const order = Object.keys(registry);
  return unordered.toSorted((a, b) => order.indexOf(a.sync) - order.indexOf(b.sync));
}

export interface SmallWorldOptions {
  rows: number;
  /** Most rows a page, so that a few rows make several pages. */
  page: number;
  runtime?: Runtime;
  records?: RecordStore;
  adjust?: (switches: Switches) => void;
}

/** A world with so many rows of everything that the syncs read. */
export function smallWorld({ subject, types }: Pick<Kind, 'subject' | 'types'>, options: SmallWorldOptions): World {
  const { rows, page, runtime, records, adjust } = options;
  return new World({
    ...(runtime ? { runtime } : {}),
    ...(records ? { records } : {}),
    seed: 7,
    ...sizes(rows),
    ...(types ? { types } : {}),
    adjust(switches) {
      switches.pageCaps = { default: page };
      switches.defaultPageSize = page;
      subject.adjust?.(switches);
      adjust?.(switches);
    },
    metadata: { ...subject.metadata },
  });
}

/** So many rows of everything. */
export function sizes(rows: number) {
  return { tickets: rows, projects: rows, opportunities: rows, customers: rows, assets: rows, each: rows };
}

/** The records that are not deleted, by id, without what the platform adds to them. */
export async function livingRecords(world: World, { subject }: Pick<Kind, 'subject'>): Promise<Map<string, object>> {
  const living = await world.living(subject.model);
  const isOwn = ([field]: [string, unknown]): boolean => field !== '_nango_metadata';
  return new Map([...living].map(([id, record]) => [id, Object.fromEntries(Object.entries(record).filter(isOwn))]));
}
