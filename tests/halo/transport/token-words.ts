import { fileURLToPath } from 'node:url';

import fc from 'fast-check';

import { SimulatedClock } from '../../../sandbox/clock.js';
import { Connections } from '../../../sandbox/platform/connections.js';
import { ApiFailure } from '../../../sandbox/platform/failure.js';
import { overHttp } from '../../../sandbox/platform/functions/over-http.js';
import {
  Definitions,
  NetworkError,
  OutboundUrlError,
  selfHosted,
  type Transport,
} from '../../../sandbox/platform/index.js';
import { openState } from '../../../sandbox/platform/state/state.js';

const key = 'halo-psa';
const definitions = await Definitions.load([
  fileURLToPath(new URL('../../../providers/halo-psa.yaml', import.meta.url)),
]);

/** Everything of a connection that its owner words as they like. */
export interface Words {
  readonly hostname: string;
  readonly metadata: Record<string, unknown>;
  readonly tags: Record<string, string>;
  readonly scopes: string;
  readonly tokenUrl: string;
}

const temptations = [
  'certus',
  'tenant',
  'invalid_client',
  'invalid_scope',
  'unauthorized_client',
  'ENOTFOUND',
  'ECONNREFUSED',
  'CERT_HAS_EXPIRED',
  'dns_resolution_failed',
  'denied_hostname',
  'fetch_unknown_error',
  '503 Service Unavailable',
  '<!doctype html><html>',
  'incomplete_raw_credentials',
];

const word = fc.oneof(fc.constantFrom(...temptations), fc.string({ maxLength: 30 }));
const label = fc.oneof(fc.constantFrom('certus', 'tenant', 'enotfound', '503'), fc.stringMatching(/^[a-z0-9]{1,20}$/));
const said = fc.constantFrom(...temptations).map((error) => ({
  provider_error_payload: { error, error_description: error },
  code: error,
  error,
  message: error,
}));

export const anyWords: fc.Arbitrary<Words> = fc.record({
  hostname: label.map((name) => `${name}.halopsa.test`),
  metadata: fc.dictionary(fc.oneof(fc.constant('tenant_id'), word), fc.oneof(word, said)),
  tags: fc.dictionary(word, word),
  scopes: fc.constantFrom('all', 'read:tenants', 'invalid_scope'),
  tokenUrl: fc.oneof(
    fc.constant(''),
    label.map((name) => `https://${name}.example/auth/token?tenant=${name}`),
  ),
});

const refusing =
  (error: string, description: string): Transport =>
  () =>
    Promise.resolve({
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify({ error, error_description: description })),
    });

/** What goes wrong with a token request, and what is concluded of a first one from it. */
export const causes: readonly { readonly meets: string; readonly transport: Transport; readonly first: string }[] = [
  { meets: 'a wrong secret', transport: refusing('invalid_client', 'Wrong.'), first: 'halo_credentials_refused' },
  { meets: 'an unknown scope', transport: refusing('invalid_scope', 'No.'), first: 'halo_scope_unknown' },
  { meets: 'a wrong tenant', transport: refusing('invalid_request', 'Which tenant?'), first: 'halo_tenant_missing' },
  { meets: 'something else', transport: refusing('server_error', 'Sorry.'), first: 'halo_no_token' },
  {
    meets: 'no answer',
    transport: () => Promise.reject(new NetworkError('CERT_HAS_EXPIRED', 'certificate has expired')),
    first: 'halo_token_server_silent',
  },
  {
    meets: 'no host',
    transport: () => Promise.reject(new OutboundUrlError('dns_resolution_failed', 'DNS resolution failed.')),
    first: 'halo_host_not_found',
  },
];

async function openConnections(transport: Transport) {
  const clock = new SimulatedClock();
  const state = await openState({ clock, storage: 'memory' });
  const times = { created_at: '2026-10-01T08:00:00.000Z', updated_at: '2026-10-01T08:00:00.000Z' };
  const settings = { display_name: null, oauth_scopes: null, forward_webhooks: true };
  await state.integrations.set({ id: key, provider: key, ...settings, ...times });
  return new Connections(state, definitions, transport, clock, selfHosted.facts);
}

const configOf = ({ hostname, scopes, tokenUrl }: Words) => ({ hostname, oauth_scopes: scopes, token_url: tokenUrl });

/** The body with which the platform refuses to make such a connection. */
export async function firstAnswer(transport: Transport, words: Words): Promise<unknown> {
  const connections = await openConnections(transport);
  const client = { id: 'client', secret: 'very-secret' };
  const refused: unknown = await connections
    .requestToken(connections.definitionOf(key), configOf(words), client)
    .catch((error: unknown) => error);
  if (!(refused instanceof ApiFailure)) throw new Error('There is a token', { cause: refused });
  return JSON.parse(JSON.stringify(refused.body()));
}

/** What a function catches when the token of such a connection is to be renewed. */
export async function renewalError(transport: Transport, words: Words): Promise<unknown> {
  const connections = await openConnections(transport);
  const { connection } = await connections.upsert({
    providerConfigKey: key,
    connectionConfig: configOf(words),
    credentials: { type: 'OAUTH2_CC', token: 'old', client_id: 'client', client_secret: 'very-secret', raw: {} },
    metadata: words.metadata,
    tags: words.tags,
  });
  return overHttp(() => connections.retrieve(connection, { forceRefresh: true })).then(
    () => new Error('There is a token'),
    (error: unknown) => error,
  );
}
