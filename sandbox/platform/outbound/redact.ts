import type { Connection } from '../functions/ports.js';

const secretKeys = /^(token|access_token|client_secret|client_private_key|refresh_token|password|apiKey)$/;

/** Every secret value of a connection, longest first, so that a secret that contains another goes whole. */
export function secretsOf(connection: Pick<Connection, 'credentials'>): string[] {
  return Object.entries(connection.credentials)
    .flatMap(([key, value]) => (secretKeys.test(key) && typeof value === 'string' && value !== '' ? [value] : []))
    .sort((a, b) => b.length - a.length);
}

/** Replaces secrets, as they are and URL-encoded. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (clean, secret) => clean.replaceAll(secret, 'REDACTED').replaceAll(encodeURIComponent(secret), 'REDACTED'),
    text,
  );
}
