import { HaloError, NotFoundError, RateLimitedError } from '../../halo/errors.js';
import { idText } from '../../halo/lists/row-ids.js';
import { askDetail } from './asking.js';
import { joinDetail } from './joining.js';
import type { DetailKeeper } from './keeper.js';

/** So many details in a row that fail end the reading of this run: what is refused once more would only cost requests. */
const mostFailures = 3;

/** What became of one detail. */
type Outcome =
  /** Its record is saved and complete. */
  | 'complete'
  /** It is older than its record, or its record is not there any more. */
  | 'left'
  | 'failed';

/** Reads details one by one, and saves each record before the next detail is asked for. */
export class DetailReader {
  /** False when reading on would only cost requests. */
  isOpen = true;
  #failuresInARow = 0;
  readonly #failed: { readonly id: number; readonly error: HaloError }[] = [];

  constructor(private readonly keeper: DetailKeeper) {}

  /**
   * Reads one detail. One that is refused or fails leaves the record as it is.
   *
   * @returns whether its record is complete now
   * @throws only what is no error of Halo's, such as Nango's interruption of a run
   */
  async complete(id: number): Promise<boolean> {
    const outcome = await this.#read(id);
    this.#failuresInARow = outcome === 'failed' ? this.#failuresInARow + 1 : 0;
    if (this.#failuresInARow === mostFailures) this.isOpen = false;
    return outcome === 'complete';
  }

  /** Says in the log, once a run, which details could not be read. */
  async tell(): Promise<void> {
    const [first] = this.#failed;
    if (first === undefined) return;
    const { nango, source } = this.keeper.run;
    const number = this.#failed.length === 1 ? 'The detail' : `${this.#failed.length} details`;
    const named = this.#failed.slice(0, mostFailures).map(({ id }) => idText(source.list, id));
    const message = `${source.list.name}: ${number} could not be read (${named.join(', ')}${this.#failed.length > mostFailures ? ' and others' : ''}), so the records keep what they have. The next run asks again. ${first.error.message}`;
    await nango.log(message, { level: 'warn' });
  }

  async #read(id: number): Promise<Outcome> {
    const { run, details } = this.keeper;
    const key = idText(run.source.list, id);
    try {
      const row = await askDetail(run, details, id);
      const cached = (await this.keeper.read([key])).get(key);
      if (cached === undefined) return 'left';
      const record = joinDetail(cached, details.map(row, run.complain), details.fields);
      if (record === undefined) return 'left';
      await this.keeper.save(record);
      return 'complete';
    } catch (error) {
      if (!(error instanceof HaloError)) throw error;
      // A row that is gone is for the next comparison of ids to judge.
      if (error instanceof NotFoundError) return 'left';
      if (error instanceof RateLimitedError) this.isOpen = false;
      this.#failed.push({ id, error });
      return 'failed';
    }
  }
}
