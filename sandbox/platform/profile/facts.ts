import * as z from 'zod';

const size = z.number().int().positive();
const milliseconds = z.number().nonnegative();
const status = z.number().int().min(100).max(599);
const code = z.string().min(1);
const actions = z.array(z.enum(['ADDED', 'UPDATED', 'DELETED']));
/** An answer that refuses: its status and the code in its body. */
const refusal = z.strictObject({ status, code });

/**
 * What a version of Nango does, one fact a key. Facts that are open here are taken over by the stand-in; a literal is a
 * behaviour that the stand-in knows only one way, and a profile that says otherwise is refused instead of being ignored.
 * Each fact has one check of `npm run platform-contract` with the same name, and a place in
 * docs/reference/nango-platform.md that says how it is known.
 */
export const factsSchema = z.strictObject({
  /** Names that exist where functions run, beside what the language brings. */
  'runner.globals': z.array(z.string()),
  /** Modules that `require` gives a function. */
  'runner.modules': z.array(z.string()),
  /** Version of zod that the runner provides. */
  'runner.zod': z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Whether descriptions that a bundle registers stay in memory after its run. */
  'runner.registry': z.enum(['kept', 'freed']),

  /** `nango.listRecords` in a function: records a page, and whether it goes on to the next page by itself. */
  'records.list': z.strictObject({
    page: size,
    goesOn: z.boolean(),
    withDeleted: z.literal(true),
    fromCursor: z.literal('after it'),
  }),
  /** `nango.getRecordsByIds` in a function. */
  'records.byIds': z.strictObject({
    moreThanOnePage: z.literal('all'),
    withDeleted: z.literal(true),
    unknownIds: z.literal('left out'),
  }),
  /** Reading over the public API: records a page without and with a limit, and ids a request. */
  'records.read': z.strictObject({ usualPage: size, largestPage: size, mostIds: size }),
  /** Which last actions each combination of filters lets through. */
  'records.filters': z.strictObject({
    added: actions,
    updated: actions,
    deleted: actions,
    'added,updated': actions,
    'updated,deleted': actions,
    'added,deleted': actions,
    'added,updated,deleted': actions,
  }),
  /** What saving a record again does to its last action. */
  'records.changes': z.strictObject({
    same: z.literal('ADDED'),
    otherKeyOrder: z.literal('UPDATED'),
    otherValue: z.literal('UPDATED'),
    restored: z.literal('ADDED'),
  }),
  /** What a deletion leaves: the fields of the record, and what comes of deleting an id that was never saved. */
  'records.deletions': z.strictObject({
    fields: z.literal('as given to batchDelete'),
    unknownId: z.literal('stored as deleted'),
  }),
  /** Deletion windows (`trackDeletesStart`, `trackDeletesEnd`). */
  'records.windows': z.strictObject({
    overSeveralRuns: z.literal(true),
    endWithoutStart: z.literal('refused'),
    cleared: z.literal('by a reset'),
  }),
  /** What is accepted as a record. */
  'records.validation': z.strictObject({
    brokenSchema: z.literal('saved'),
    nulCharacter: z.literal('saved'),
    missingId: z.literal('refused'),
    idOf256Characters: z.literal('refused'),
    sameIdTwice: z.literal('first kept'),
    undeclaredModel: z.literal('refused'),
  }),

  /** Fields of a checkpoint, characters of a text in it and of a field's name. */
  'checkpoints.size': z.strictObject({ fields: size, text: size, name: size }),
  'checkpoints.life': z.strictObject({
    nextRun: z.literal('reads it'),
    afterClearing: z.literal('none'),
    savedAgain: z.literal(true),
    failedRun: z.literal('kept'),
  }),
  /** Saving over a version that another run has written meanwhile. */
  'checkpoints.conflict': z.literal('refused'),

  'metadata.writes': z.strictObject({ set: z.literal('replaces all'), update: z.literal('merges the top level') }),

  /** Longest time from a trigger to the start of the run. */
  'syncs.trigger': z.strictObject({ longestWaitMs: milliseconds }),
  'syncs.reset': z.strictObject({
    emptyCacheAlone: z.literal('ignored'),
    reset: z.literal('forgets the checkpoint'),
    resetAndEmptyCache: z.literal('removes the records'),
  }),
  'syncs.failure': z.strictObject({ status: z.literal('ERROR'), savedBefore: z.literal('kept') }),
  /** Whether a lock keeps other runs out. `none`: each run has locks of its own, so every run gets every lock. */
  'syncs.locks': z.enum(['shared by all runs', 'none']),

  /** `mayBeUnfinished`: who waits for an action that fails may get an answer that only says that it runs. */
  'actions.errors': z.strictObject({
    actionError: refusal,
    thrown: refusal,
    unknownAction: refusal,
    unknownConnection: refusal,
    mayBeUnfinished: z.boolean(),
  }),
  /** What a function gets when it is called without input. */
  'actions.input': z.strictObject({ none: z.literal('{}') }),
  /** Largest output in bytes; `null`: no limit was found. */
  'actions.output': z.strictObject({ largestBytes: size.nullable() }),
  'actions.async': z.strictObject({ accepted: status, whileRunning: status, result: z.literal('as returned') }),

  /** A `validate-connection` that refuses; `mayBeUnfinished`: the caller may get an answer that only says that it runs. */
  'events.validation': z.strictObject({
    refused: refusal,
    connection: z.literal('removed'),
    mayBeUnfinished: z.boolean(),
  }),
  'events.order': z.strictObject({
    creation: z.literal('after the connection exists'),
    deletion: z.literal('before the connection is gone'),
  }),
  /** What a deployment does to event functions that it does not bring along. */
  'events.deployment': z.enum(['deactivates those of all integrations', 'leaves other integrations alone']),

  /** How `GET /scripts/config` groups functions. */
  'deployments.listing': z.enum(['by provider', 'by integration']),
  /** Where the code of functions is kept that have one name and version, and are of different types. */
  'deployments.names': z.enum(['in one file', 'in files of their own']),
  /** Characters that the server takes. */
  'deployments.limits': z.strictObject({ name: size, description: size, model: size }),

  /** A refused token request while connecting. */
  'tokens.refusedFirst': z.strictObject({ ...refusal.shape, reason: z.enum(['given', 'hidden']) }),
  /** A refused token request for a connection that exists. */
  'tokens.refusedRenewal': z.strictObject({
    ...refusal.shape,
    reason: z.enum(['given', 'hidden']),
    wholeConnection: z.boolean(),
    /** Asked again shortly afterwards. */
    again: refusal,
  }),
  /** A host that does not exist. */
  'tokens.unknownHost': refusal.extend({ reason: z.string() }),
  /** An address that the outbound policy refuses. */
  'tokens.deniedHost': refusal.extend({ reason: z.string() }),
  /** A web page with status 200 where a token was asked for. */
  'tokens.webPage': refusal,
  /** The request as it arrives at the tenant. */
  'tokens.request': z.strictObject({
    method: z.literal('POST'),
    type: z.literal('application/x-www-form-urlencoded'),
    credentials: z.literal('Basic header'),
    body: z.literal('grant_type=client_credentials'),
    scopes: z.literal('from oauth_scopes'),
  }),
  'tokens.renewal': z.strictObject({
    expired: z.literal('renewed'),
    fresh: z.literal('kept'),
    withoutExpiry: z.literal('kept'),
    forced: z.literal('renewed'),
    marginSeconds: size,
  }),

  /** Requests that a call makes without `retries`, the statuses that are tried again, the first wait. */
  'proxy.retries': z.strictObject({
    withoutOption: z.literal(1),
    retried: z.array(status),
    notRetried: z.array(status),
    firstWaitMs: milliseconds,
  }),
  /** Whether `Retry-After` is followed: only where the provider's definition names it. */
  'proxy.retryAfter': z.literal('as the definition says'),
  /** A 401 while the token is still valid by its time: requests with `retries: 2`, and tokens asked for meanwhile. */
  'proxy.unauthorized': z.strictObject({
    fromFunction: size,
    fromServer: size,
    renewals: z.number().int().nonnegative(),
  }),
});

export type Facts = z.output<typeof factsSchema>;
export type FactName = keyof Facts;
