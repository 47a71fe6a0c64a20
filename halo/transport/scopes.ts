import type { ConnectionDetails } from './connection.js';
import { isRow } from '../values/rows.js';

/** The permissions of a connection's token. */
export interface Scopes {
  /** What the connection asks for; `undefined` when it names nothing (then the integration's scopes count). */
  readonly asked: string | undefined;
  /** What the token response says was granted; empty when it names nothing; `undefined` without a token response. */
  readonly granted: readonly string[] | undefined;
}

/** Reads the scopes that were asked for and those of Halo's token response, which lists them (halo-api.md §1.3). */
export function readScopes({ connection_config: config, credentials }: ConnectionDetails): Scopes {
  const asked = config?.['oauth_scopes'];
  const raw = isRow(credentials) ? credentials['raw'] : undefined;
  return {
    asked: typeof asked === 'string' && asked.trim() !== '' ? asked.trim() : undefined,
    granted: isRow(raw) && typeof raw['access_token'] === 'string' ? words(raw['scope']) : undefined,
  };
}

/** Whether a token with these scopes may do what `needed` names; editing includes reading, `all` everything. */
export function covers(scopes: readonly string[], needed: string): boolean {
  const enough = ['all', 'all:standard', needed, needed.replace(/^read:/, 'edit:')];
  return scopes.some((scope) => enough.includes(scope));
}

/** The single scopes of a list that is separated by spaces or commas. */
export function words(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(/[\s,]+/).filter((word) => word !== '') : [];
}
