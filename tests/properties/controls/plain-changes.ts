import { readListAnswer } from '../../../halo/lists/answer.js';
import type { HaloAnswer } from '../../../halo/transport/ask.js';
import { HaloClient } from '../../../halo/transport/client.js';
import { shiftDate, toFilterDate } from '../../../halo/values/dates.js';
import { NotFoundError } from '../../../halo/errors.js';
import { toId } from '../../../halo/values/rows.js';
import type { SyncContext } from '../../../syncs/context.js';
import type { Flaw } from './flaws.js';
import { toTicket } from './plain-tickets.js';

/** How far a pass reaches back before the watermark. */
const overlap = 15 * 60_000;

export interface PlainState {
  [field: string]: string | number;
  /** Everything changed before it was read. */
  since: string;
  /** When the pass under way began. */
  started: string;
  page: number;
}

/**
 * The shortest sync of tickets that is right as long as tickets are only made and edited: pages by number in order of
 * id, from a watermark that is the server's time at the start of the last complete pass. Each flaw changes one thing.
 */
export async function syncPlainly(nango: SyncContext, state: PlainState | null, flaw: Flaw): Promise<void> {
  await new PlainSync(nango, state ?? { since: '', started: '', page: 1 }, flaw).execute();
}

class PlainSync {
  readonly #client: HaloClient;

  constructor(
    private readonly nango: SyncContext,
    private state: PlainState,
    private readonly flaw: Flaw,
  ) {
    this.#client = new HaloClient(nango);
  }

  async execute(): Promise<void> {
    // A pass that an earlier execution began says nothing about what changed since it began.
    const wasUnderWay = this.state.page > 1;
    await this.#readPass();
    if (wasUnderWay) await this.#readPass();
  }

  async #readPass(): Promise<void> {
    const { since } = this.state;
    for (let isLast = false; !isLast;) {
      const { page } = this.state;
      const answer = await this.#readPage(since);
      const { rows, recordCount = 0, pageSize = 1 } = readListAnswer('tickets', 'tickets', answer.body);
      const started = page === 1 ? this.#now(answer) : this.state.started;
      const isEarly = this.flaw === 'watermark moved before the pass is complete';
      const state = { since: isEarly ? started : since, started, page: page + 1 };
      if (this.flaw === 'checkpoint saved before the batch') await this.#save(state);
      await this.nango.batchSave(rows.map(toTicket), 'Ticket');
      if (this.flaw !== 'checkpoint saved before the batch') await this.#save(state);
      isLast = page * pageSize >= recordCount;
    }
    await this.#deleteGone(since);
    await this.#save({ since: this.state.started, started: '', page: 1 });
  }

  #readPage(since: string): Promise<HaloAnswer> {
    const { page, started } = this.state;
    const isClosed = this.flaw === 'closed upper bound' && started !== '';
    return this.#client.list('tickets', '/Tickets', {
      pageinate: 'true',
      page_no: String(page),
      page_size: '100',
      order: this.flaw === 'pages ordered by last update' ? 'last_update' : 'id',
      orderdesc: 'false',
      ...changedSince(since),
      ...(isClosed ? { lastupdatetodate: toFilterDate(started) } : {}),
    });
  }

  #now({ serverTime = '' }: HaloAnswer): string {
    return this.flaw === "watermark from the runner's clock" ? new Date().toISOString() : serverTime;
  }

  /** Deletes what `deleted=true` lists, after Halo says so about that very id. */
  async #deleteGone(since: string): Promise<void> {
    const { body } = await this.#client.list('tickets', '/Tickets', {
      deleted: 'true',
      pageinate: 'true',
      page_no: '1',
      page_size: '100',
      ...changedSince(since),
    });
    const listed = readListAnswer('tickets', 'tickets', body).rows.flatMap((row) => toId(row['id']) ?? []);
    const gone: { id: string }[] = [];
    for (const id of listed) {
      const isGone = this.flaw === 'deletion by filter without confirmation' || (await this.#isGone(id));
      if (isGone) gone.push({ id: String(id) });
    }
    if (gone.length > 0) await this.nango.batchDelete(gone, 'Ticket');
  }

  async #isGone(id: number): Promise<boolean> {
    try {
      await this.#client.item('ticket', `/Tickets/${id}`);
      return false;
    } catch (error) {
      if (error instanceof NotFoundError) return true;
      throw error;
    }
  }

  async #save(state: PlainState): Promise<void> {
    this.state = state;
    await this.nango.saveCheckpoint(state);
  }
}

function changedSince(since: string): { lastupdatefromdate?: string } {
  return since === '' ? {} : { lastupdatefromdate: toFilterDate(shiftDate(since, -overlap)) };
}
