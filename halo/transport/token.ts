import type { HaloConnection } from './connection.js';
import type { Lifetime } from './lifetime.js';
import { isRow } from '../values/rows.js';
import { readTokenFailure } from './token-failure.js';

/**
 * Makes Nango fetch a new token now, although it thinks that the one it has is valid.
 *
 * @throws NoTokenError and the other errors of `token-failure.ts` when there is none
 */
export async function forceNewToken(connection: HaloConnection): Promise<void> {
  await needingToken(connection.getConnection(undefined, undefined, { forceRefresh: true }));
}

/**
 * Waits for something that Nango does with the connection: reading it, or its metadata, renews a token that is about to
 * end, and fails when that fails.
 *
 * @throws the errors of `token-failure.ts` in place of Nango's own
 */
export async function needingToken<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    throw readTokenFailure(error) ?? error;
  }
}

/**
 * Renews the token of one client's requests. A new token may end the ones before it (halo-api.md §1.3,
 * §13.12), so requests that are refused at the same time share one renewal, and a token that another execution has got
 * in the meantime is used instead of being invalidated by another renewal.
 */
export class TokenRenewal {
  /** Counts the tokens that were used one after the other; note it when a request is sent. */
  generation = 0;
  #running: Promise<void> | undefined;
  /** True when the token in use was taken over: it may have ended too, so the next refusal forces a new one. */
  #isTakenOver = false;

  constructor(
    private readonly connection: HaloConnection,
    private readonly lifetime: Lifetime,
  ) {}

  /** True when the token in use was issued for this client, after a refusal: its permissions are those of now. */
  get isFresh(): boolean {
    return this.generation > 0 && !this.#isTakenOver;
  }

  /**
   * Makes sure that the next request carries a newer token than a refused one did.
   *
   * @param generation the generation that the refused request was sent with
   * @returns whether that token was issued for it just now, so that another refusal is not the token's fault
   */
  async renew(generation: number): Promise<'issued' | 'taken over'> {
    if (generation === this.generation) {
      this.#running ??= this.#renew().finally(() => {
        this.#running = undefined;
      });
      await this.#running;
    }
    return this.#isTakenOver ? 'taken over' : 'issued';
  }

  /**
   * Takes over a token that another execution has got since the one that a refused request carried.
   *
   * @param generation the generation that the refused request was sent with
   * @returns false when there is no newer token, so that the refusal is not the token's fault
   */
  async follow(generation: number): Promise<boolean> {
    if (generation !== this.generation) return true;
    if (!(await this.#takeOver())) return false;
    this.#isTakenOver = true;
    this.generation += 1;
    return true;
  }

  async #renew(): Promise<void> {
    this.#isTakenOver = !this.#isTakenOver && (await this.#takeOver());
    // A token that is renewed after the run would end the one that the next run works with.
    this.lifetime.ensureOpen();
    if (!this.#isTakenOver) await forceNewToken(this.connection);
    this.generation += 1;
  }

  /** Nango's SDK keeps a connection for a minute; reading it again finds a token that others have fetched since. */
  async #takeOver(): Promise<boolean> {
    const { connection } = this;
    const used = tokenOf(await needingToken(connection.getConnection()));
    const anew = connection.getConnection(undefined, undefined, { refreshToken: true });
    const current = tokenOf(await needingToken(anew));
    return used !== undefined && current !== undefined && used !== current;
  }
}

function tokenOf({ credentials }: { credentials?: unknown }): string | undefined {
  const token = isRow(credentials) ? credentials['token'] : undefined;
  return typeof token === 'string' ? token : undefined;
}
