import { SetupError } from './errors.js';

/** What the client of Nango is made with. */
export interface Settings {
  readonly apiKey: string;
  /** Address of a Nango of one's own; the client's default is Nango Cloud. */
  readonly host?: string;
  readonly webhookSigningKey?: string;
}

/** The Postgres server that the environment names; nothing when it names none. @throws {SetupError} which repeats no value */
export function readDatabaseUrl(env: NodeJS.ProcessEnv): string | undefined {
  const url = env['DATABASE_URL']?.trim() ?? '';
  if (url === '') return undefined;
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
  throw new SetupError(
    'DATABASE_URL must be the address of a Postgres database, such as "postgres://user:password@host/name".',
  );
}

/**
 * Reads the settings from the environment.
 * @param followsWebhooks they cannot be told from anybody else's requests without the key that signs them
 * @throws {SetupError} which repeats no value
 */
export function readSettings(env: NodeJS.ProcessEnv, followsWebhooks: boolean): Settings {
  const apiKey = env['NANGO_SECRET_KEY']?.trim() ?? '';
  const host = env['NANGO_HOST']?.trim() ?? '';
  const webhookSigningKey = env['NANGO_WEBHOOK_SIGNING_KEY']?.trim() ?? '';
  if (apiKey === '') throw new SetupError('Set NANGO_SECRET_KEY to the secret key of the environment in Nango.');
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new SetupError(
      'NANGO_SECRET_KEY contains characters that cannot be part of a key, such as spaces. Copy it again.',
    );
  }
  if (host !== '' && !isAddress(host)) {
    throw new SetupError(
      'NANGO_HOST must be the address of a Nango server, with "http://" or "https://" and without a user name, such as "https://nango.example.com".',
    );
  }
  if (followsWebhooks && webhookSigningKey === '') {
    throw new SetupError(
      'Following webhooks needs NANGO_WEBHOOK_SIGNING_KEY: copy it from Environment Settings > Webhooks in Nango.',
    );
  }
  return { apiKey, ...(host !== '' && { host }), ...(webhookSigningKey !== '' && { webhookSigningKey }) };
}

function isAddress(host: string): boolean {
  if (!URL.canParse(host)) return false;
  const { protocol, username, password, search, hash } = new URL(host);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}
