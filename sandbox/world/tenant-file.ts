import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Tenant } from '../halo/index.js';

const change = z.tuple([z.number(), z.looseObject({ id: z.number(), last_update: z.number() }).nullable()]);

const fileSchema = z.object({
  seed: z.number(),
  sizes: z.record(z.string(), z.number()),
  /** When the tenant was made, in milliseconds since 1970: its untouched records are dated by it. */
  epoch: z.number(),
  /** Tokens that were asked for so far. */
  tokens: z.number(),
  /** Changes that it made by itself so far. */
  lived: z.number(),
  moods: z.array(z.string()),
  /** The switches that it was made with, where they are not the usual ones. */
  switches: z.record(z.string(), z.unknown()).default({}),
  /** What became of records, by kind: a record, or null for one that is gone. */
  changes: z.record(z.string(), z.array(change)),
});

/** Everything that makes a simulated tenant the one that it was. */
export type SavedTenant = z.infer<typeof fileSchema>;

const NAME = 'tenant.json';

/** What is kept of a tenant in a folder. @throws ZodError when it is not what this version wrote */
export async function readTenant(folder: string): Promise<SavedTenant | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, NAME), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  return fileSchema.parse(JSON.parse(text));
}

/** Replaces what is kept as a whole, so that a reader finds the old or the new and nothing between. */
export async function writeTenant(folder: string, saved: SavedTenant): Promise<void> {
  const path = join(folder, NAME);
  await writeFile(`${path}.new`, JSON.stringify(saved));
  await rename(`${path}.new`, path);
}

type AnyRecord = z.output<typeof change>[1];

/** A set of records of which only those that were touched take memory. */
interface Rows {
  changedIds(): Iterable<number>;
  change(id: number): object | null | undefined;
  get(id: number): object | undefined;
  put(id: number, record: AnyRecord): void;
}

interface Place {
  readonly kind: string;
  readonly rows: Rows;
  /** Makes a record with the next id. */
  readonly create?: () => { id: number };
}

function placesOf(tenant: Tenant): Place[] {
  const { tickets, actions, attachments } = tenant;
  return [
    { kind: 'tickets', rows: z.custom<Rows>().parse(tickets.rows), create: () => tickets.create() },
    { kind: 'actions', rows: z.custom<Rows>().parse(actions.logs) },
    { kind: 'attachments', rows: z.custom<Rows>().parse(attachments.rows), create: () => attachments.create() },
    ...tenant.stores.map((store) => ({
      kind: store.type.name,
      rows: z.custom<Rows>().parse(store.rows),
      create: () => store.create(),
    })),
  ];
}

/** Everything that was created, changed or removed. */
export function changesOf(tenant: Tenant): SavedTenant['changes'] {
  const entries = placesOf(tenant).map(({ kind, rows }) => {
    const changed = [...rows.changedIds()].flatMap((id) => {
      const record = rows.change(id);
      return record === undefined ? [] : [[id, record]];
    });
    return [kind, changed] as const;
  });
  return z.custom<SavedTenant['changes']>().parse(Object.fromEntries(entries));
}

/** Does everything again to a fresh tenant of the same seed, sizes and beginning. */
export function restoreChanges(tenant: Tenant, changes: SavedTenant['changes']): void {
  for (const { kind, rows, create } of placesOf(tenant)) {
    const saved = changes[kind] ?? [];
    // Ids that a fresh tenant does not have were given to records that were created: its counter goes on behind them.
    const created = saved.map(([id]) => id).filter((id) => rows.get(id) === undefined);
    // Each created record is among them, also one that is gone again.
    if (create) for (let count = 0; count < created.length; count += 1) create();
    for (const [id, record] of saved) rows.put(id, record);
  }
}
