import { selfHosted, withFacts } from '../../sandbox/platform/profile/profile.js';
import { MemoryRecordStore } from '../../sandbox/platform/records/memory.js';
import type { RecordPage, RecordQuery, RecordScope } from '../../sandbox/platform/records/types.js';

const { page } = selfHosted.facts['records.list'];

/** True for the question that `nango.listRecords` in a function asks: a page, and not by ids. */
export const isOfFunction = ({ ids, limit }: RecordQuery): boolean => ids === undefined && limit === page;

/** A server whose `nango.listRecords` goes on to the next page by itself, which that of 0.71.4 does not. */
export const goingOn = withFacts(selfHosted, 'goes on by itself', {
  'records.list': { ...selfHosted.facts['records.list'], goesOn: true },
});

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
