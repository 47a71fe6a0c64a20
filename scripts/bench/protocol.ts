import * as z from 'zod';

/** What the benchmark's processes say to each other. */

export const kinds = ['tickets', 'customers', 'assets'] as const;
export type Kind = (typeof kinds)[number];

export const TenantSizes = z.object({
  tickets: z.int(),
  customers: z.int(),
  assets: z.int(),
});

/** Where a tenant listens and how to log in to it. */
export const Address = z.object({
  hostname: z.string(),
  port: z.int(),
  certificate: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});
export type Address = z.output<typeof Address>;

/** So many untouched records of a kind are edited, spread evenly over all; the tenant's clock goes on an hour first. */
export const Edits = z.object({ kind: z.enum(kinds), count: z.int() });

/** Before each of the first `pages` pages of tickets is answered, `changes` tickets change, drawn from `seed`. */
export const Schedule = z.object({ pages: z.int(), changes: z.int(), seed: z.int() });

/** The living tickets: id and summary, which every edit changes. */
export const Truth = z.array(z.tuple([z.string(), z.string()]));

export const stores = ['null', 'ids', 'memory'] as const;

/** So many pages of a list, of which the address of the first one is given. */
const Pages = z.object({ url: z.string(), pages: z.int() });
export type Pages = z.output<typeof Pages>;

export const SyncCommand = z.object({
  /** A sync of the package, `usual` for the template style of today, or `bare` for the least that a function can do. */
  sync: z.string(),
  /** The pages that `bare` reads. */
  list: Pages.optional(),
  /** What keeps the records: nothing, the ids, or everything. Kept from the run before unless `fresh`. */
  store: z.enum(stores),
  /** Begin with an empty store and without a checkpoint. */
  fresh: z.boolean(),
  /** Hold back each page until the one before it is saved: what the sync would be without reading ahead. */
  holdsBack: z.boolean().default(false),
  /** Control: the first page is asked for in full size, however long its rows may be. */
  unweighed: z.boolean().default(false),
  /** Read the size of the heap, after a collection, when these pages have been saved. */
  heapAt: z.array(z.int()).default([]),
});
export type SyncCommand = z.output<typeof SyncCommand>;

export const SyncReport = z.object({
  wallMs: z.number(),
  /** Processor time of the process, user and system. */
  cpuMs: z.number(),
  requests: z.int(),
  saved: z.int(),
  /** Megabytes of heap at the pages of `heapAt`. */
  heapMb: z.array(z.number()),
  /** Smallest and largest checkpoint, in bytes of JSON. */
  checkpointBytes: z.tuple([z.int(), z.int()]),
  /** Milliseconds between two checkpoints, the first page's left out. */
  pageMs: z.array(z.number()),
  /** The address of the first page of the list that was read completely, so that the floor can fetch the same pages. */
  firstPage: z.string(),
});
export type SyncReport = z.output<typeof SyncReport>;

export const FunctionName = z.object({ kind: z.enum(['sync', 'action', 'on-event']), name: z.string() });
export type FunctionName = z.output<typeof FunctionName>;

export const ExecutionsCommand = FunctionName.extend({
  /** What an action is called with. */
  input: z.json().optional(),
  runs: z.int(),
  /** Executions between two readings of the heap. */
  every: z.int(),
  /** Control: the function is made to describe its schemas where it runs. */
  describes: z.boolean().default(false),
});
export type ExecutionsCommand = z.output<typeof ExecutionsCommand>;
/** Megabytes of heap before the first execution and after each `every` of them. */
export const ExecutionsReport = z.array(z.number());

export const FloorCommand = Pages.extend({ readsAhead: z.boolean() });
export const FloorReport = z.object({ wallMs: z.number(), cpuMs: z.number(), rows: z.int(), bytes: z.int() });
export type FloorReport = z.output<typeof FloorReport>;

export const Done = z.null();
