import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import type { RecordPage, RecordQuery, RecordScope } from '../../sandbox/platform/records/types.js';

/** True for the question that `nango.listRecords` in a function asks: neither ids nor how many. */
export const isOfFunction = ({ ids, limit }: RecordQuery): boolean => ids === undefined && limit === undefined;

/** A cache of which `nango.listRecords` gives one page, as the runner of Nango 0.71.4 does. */
export class OnePageCache extends MemoryRecordStore {
  override async list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
    const page = await super.list(scope, query);
    return isOfFunction(query) ? { ...page, next_cursor: null } : page;
  }
}

/** A cache of which `nango.listRecords` gives everything after the cursor, as a runner does that pages on by itself. */
export class WholeCache extends MemoryRecordStore {
  override list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
    return super.list(scope, isOfFunction(query) ? { ...query, limit: Number.MAX_SAFE_INTEGER } : query);
  }
}

/** A cache of which a page comes that was not asked for. */
export class OddCache extends MemoryRecordStore {
  /** How often each cursor was asked from; the whole list counts as the empty one. */
  readonly asked: string[] = [];

  constructor(
    clock: ConstructorParameters<typeof MemoryRecordStore>[0],
    /** Tells from which cursor the page really comes. */
    private readonly turn: (cursor: string | undefined, asked: readonly string[]) => string | undefined,
  ) {
    super(clock);
  }

  override async list(scope: RecordScope, query: RecordQuery = {}): Promise<RecordPage> {
    if (!isOfFunction(query)) return super.list(scope, query);
    this.asked.push(query.cursor ?? '');
    const page = await super.list(scope, { ...query, cursor: this.turn(query.cursor, this.asked) || undefined });
    return { ...page, next_cursor: null };
  }
}
