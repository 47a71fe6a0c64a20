import { HaloError, IncompleteListError, RateLimitedError } from '../errors.js';
import type { HaloClient } from '../transport/client.js';
import type { HaloConnection } from '../transport/connection.js';
import type { HaloRow } from '../values/rows.js';
import type { SetupList } from './description.js';
import { readSetupList } from './setup-lists.js';

/**
 * Set-up lists that only add to the rows of another list, such as the names behind its ids. One that is refused, missing
 * or out of order is none, and is told once; it is not asked for again by the same run. Neither is an empty one believed:
 * a Halo has statuses, priorities, ticket types and agents, and fields of its own (halo-api.md §6.2, §6.9). Each is known
 * by its letter, the first one of its name.
 */
export class OptionalLists {
  readonly #client: HaloClient;
  readonly #failed = new Map<SetupList, HaloError>();
  readonly #read = new Set<SetupList>();
  readonly #told = new Set<string>();

  constructor(client: HaloClient) {
    this.#client = client;
  }

  /**
   * @returns `undefined` when the list cannot be read
   * @throws RateLimitedError, and what is no error of Halo's, such as Nango's interruption of a run
   */
  async read(list: SetupList): Promise<readonly HaloRow[] | undefined> {
    if (this.#failed.has(list)) return undefined;
    try {
      const rows = await readSetupList(this.#client, list, { isOptional: true });
      if (rows.length === 0) throw new IncompleteListError(list.name, 'it is empty');
      this.#read.add(list);
      return rows;
    } catch (error) {
      if (!(error instanceof HaloError) || error instanceof RateLimitedError) throw error;
      this.#failed.set(list, error);
      return undefined;
    }
  }

  /** True for a list that this run has asked for and could not read. */
  lacks(list: SetupList): boolean {
    return this.#failed.has(list);
  }

  /** The letters of the lists that could not be read, each once, in order. */
  get lacking(): string {
    return [...new Set([...this.#failed.keys()].map(letterOf))].sort().join('');
  }

  /** Reads lists that an earlier run could not read. @returns the letters of those that still cannot be read */
  async retry(letters: string, lists: readonly SetupList[]): Promise<string> {
    const left = new Set<string>();
    for (const list of lists) {
      const letter = letterOf(list);
      if (!letters.includes(letter) || this.#read.has(list)) continue;
      if ((await this.read(list)) === undefined) left.add(letter);
    }
    return [...left].sort().join('');
  }

  /** Says in the log which lists cannot be read, each once a run. */
  async tell(connection: Pick<HaloConnection, 'log'>): Promise<void> {
    for (const [{ name }, error] of this.#failed) {
      if (this.#told.has(name)) continue;
      this.#told.add(name);
      const message = `The list of ${name} cannot be read, so records are saved without the values that it adds. They get these values as soon as it can be read. ${error.message}`;
      await connection.log(message, { level: 'warn' });
    }
  }
}

function letterOf({ name }: SetupList): string {
  return name.charAt(0);
}
