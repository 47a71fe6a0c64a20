import { randomBytes } from 'node:crypto';
import type { Clock } from '../clock.js';
import { ApiFailure } from './failure.js';
import type { ConnectionDocument } from './state/documents.js';

/** What a connect session allows and presets. */
export interface Session {
  endUser: ConnectionDocument['end_user'];
  tags: Record<string, string>;
  /** Unique keys of integrations; all when absent. */
  allowed?: string[] | undefined;
  defaults: Record<
    string,
    { authorizationParams?: Record<string, string> | undefined; connectionConfig?: Record<string, unknown> | undefined }
  >;
}

const lifetime = 30 * 60_000;

/** Connect sessions: in memory, for 30 minutes, as long as the real ones last. */
export class Sessions {
  readonly #open = new Map<string, { session: Session; expires: number }>();

  constructor(private readonly clock: Clock) {}

  create(session: Session): { token: string; expiresAt: string } {
    const token = `nango_connect_session_${randomBytes(32).toString('hex')}`;
    const expires = this.clock.now() + lifetime;
    this.#open.set(token, { session, expires });
    return { token, expiresAt: new Date(expires).toISOString() };
  }

  end(token: string): void {
    this.#open.delete(token);
  }

  /** @throws ApiFailure 401 */
  get(token: string): Session {
    const open = this.#open.get(token);
    if (!open || open.expires <= this.clock.now()) {
      const message = 'Authentication failed. The provided connect session token is unknown or has expired.';
      throw new ApiFailure(401, 'unknown_connect_session_token', message);
    }
    return open.session;
  }
}
