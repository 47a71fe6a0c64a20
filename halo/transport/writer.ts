import { NotFoundError, PermissionDeniedError, RequestRefusedError, UnavailableError } from '../errors.js';
import { OutcomeUnknownError } from '../write-errors.js';
import { isRow, type HaloRow } from '../values/rows.js';
import type { HaloClient } from './client.js';
import type { ProxyAnswer, WritableConnection } from './connection.js';
import { isWebPage, type Failure } from './failure.js';
import { diagnoseRefusal } from './refusal.js';
import { RequestTrace } from './trace.js';

/** One request that changes something. */
export interface Change {
  readonly method: 'POST' | 'DELETE';
  readonly endpoint: string;
  readonly params: Readonly<Record<string, string>>;
  /** One record: a POST sends it in an array, which is the only form that Halo takes (halo-api.md §7.1). */
  readonly record?: HaloRow;
}

/** Codes of a request that never left: no name, no connection. Everything else may have reached Halo. */
const neverLeft = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED']);

/** Waits between tries of a request that never left, in milliseconds. */
const waits = [1_000, 2_000, 4_000];

/** How often a change takes over a token that another execution has got since. */
const mostFollowed = 5;

/**
 * Sends changes to Halo. A change is sent again only when it certainly did not reach Halo or was refused before anything
 * was done: no connection, too many requests (429), a refused token. Whatever else happens on the way, the outcome is
 * unknown, and this never sends it a second time.
 */
export class HaloWriter {
  constructor(
    private readonly client: HaloClient,
    private readonly connection: WritableConnection,
  ) {}

  /**
   * @param resource what messages call the record
   * @returns Halo's saved object; `undefined` when it answered without one (halo-api.md §7.1)
   * @throws OutcomeUnknownError when Halo may have made the change or not
   * @throws NotFoundError, PermissionDeniedError, RequestRefusedError when it certainly did not
   */
  async send(resource: string, change: Change): Promise<HaloRow | undefined> {
    const trace = new RequestTrace(change.endpoint);
    return trace.follow(() => this.#sendTraced(trace, resource, change));
  }

  async #sendTraced(trace: RequestTrace, resource: string, change: Change): Promise<HaloRow | undefined> {
    const { session, lifetime } = this.client;
    const { pacer, token } = session;
    let tries = 0;
    let hasNewToken = false;
    let followed = 0;
    for (;;) {
      const { generation } = token;
      const outcome = await session.attempt(lifetime, trace, () => this.#request(change));
      if ('body' in outcome) return savedObject(resource, outcome.body);
      switch (outcome.kind) {
        case 'rate-limited':
          pacer.refused(outcome.headers, outcome.data);
          continue;
        case 'unavailable': {
          if (!neverLeft.has(outcome.reason)) throw new OutcomeUnknownError(resource, outcome.reason);
          const wait = waits[tries++];
          if (wait === undefined) throw new UnavailableError(resource, outcome.reason);
          await lifetime.wait('recovery', wait);
          continue;
        }
        case 'unauthorized':
        case 'forbidden':
          // Permissions are fixed when a token is issued (halo-api.md §1.3), so one new token is tried.
          if (!hasNewToken) hasNewToken = (await token.renew(generation)) === 'issued';
          else if (followed++ >= mostFollowed || !(await token.follow(generation))) {
            throw await this.#denial(resource, outcome.kind);
          }
          continue;
        case 'not-found':
          throw new NotFoundError(resource);
        case 'refused':
          throw new RequestRefusedError(resource, change.endpoint, outcome.status, outcome.detail);
      }
    }
  }

  async #request({ method, endpoint, params, record }: Change): Promise<ProxyAnswer> {
    const config = { endpoint, params: { ...params }, retries: 0 };
    if (method === 'DELETE') return this.connection.delete(config);
    return this.connection.post({ ...config, data: record === undefined ? [] : [record] });
  }

  async #denial(resource: string, kind: Extract<Failure['kind'], 'unauthorized' | 'forbidden'>): Promise<Error> {
    const reason = await diagnoseRefusal(this.connection, resource, kind);
    return reason instanceof PermissionDeniedError ? new PermissionDeniedError(resource, 'change') : reason;
  }
}

/** The reply is the saved object; an array and an envelope of one were seen too, and an empty body (halo-api.md §7.1). */
function savedObject(resource: string, body: unknown): HaloRow | undefined {
  if (body === undefined || body === null || body === '') return undefined;
  if (typeof body === 'string') {
    throw new OutcomeUnknownError(resource, isWebPage(body) ? 'a web page answered' : 'the answer breaks off');
  }
  if (isRow(body) && body['id'] !== undefined) return body;
  const rows: unknown[] = Array.isArray(body)
    ? body
    : (Object.values(isRow(body) ? body : {}).find(Array.isArray) ?? []);
  const [row] = rows;
  return rows.length === 1 && isRow(row) ? row : undefined;
}
