import { AxiosError, AxiosHeaders } from 'axios';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  connectionOfTokenFailure,
  readConnectFailure,
  readTokenFailure,
} from '../../../halo/transport/token-failure.js';
import { anyWords, causes, firstAnswer, renewalError } from './token-words.js';

/** What a function catches when Nango's API refuses its call. */
function thrown(status: number, error: unknown): AxiosError {
  const config = { headers: new AxiosHeaders() };
  const response = { status, statusText: '', headers: {}, config, data: { error } };
  return new AxiosError('Request failed', AxiosError.ERR_BAD_REQUEST, config, undefined, response);
}

const code = (read: (from: unknown) => { code: string } | undefined, from: unknown): string | undefined =>
  read(from)?.code;

/** The reader that was here before: it searches all that it is given for words. The property below must catch it. */
function searchingReader(answer: unknown): { code: string } | undefined {
  const text = JSON.stringify(answer instanceof AxiosError ? (answer.response?.data ?? {}) : answer);
  const known: readonly [RegExp, string][] = [
    [/invalid_scope/, 'halo_scope_unknown'],
    [/tenant/i, 'halo_tenant_missing'],
    [/invalid_client|unauthorized_client/, 'halo_credentials_refused'],
    [/ENOTFOUND|EAI_AGAIN|getaddrinfo|dns_resolution_failed/, 'halo_host_not_found'],
    [/CERT|certificate/i, 'halo_certificate_invalid'],
    [/fetch_unknown_error/, 'halo_token_server_silent'],
    [/<!doctype html|<html/i, 'halo_token_address_wrong'],
  ];
  return { code: known.find(([pattern]) => pattern.test(text))?.[1] ?? 'halo_no_token' };
}

/** That no word in a connection changes what is concluded. */
function wordsChangeNothing(
  meeting: (cause: (typeof causes)[number], words: Parameters<typeof firstAnswer>[1]) => Promise<boolean>,
) {
  return fc.asyncProperty(fc.constantFrom(...causes), anyWords, meeting);
}

describe('whatever hostname, metadata, tags, scopes and Token URL contain', () => {
  const first = (read: typeof searchingReader) =>
    wordsChangeNothing(
      async ({ transport, first: expected }, words) => code(read, await firstAnswer(transport, words)) === expected,
    );
  const renewal = (read: typeof searchingReader) =>
    wordsChangeNothing(
      async ({ transport }, words) => code(read, await renewalError(transport, words)) === 'halo_no_token',
    );

  it('a first token that is not issued is diagnosed by its cause', async () => {
    await fc.assert(first(readConnectFailure), { numRuns: 300 });
  });

  it('a renewal that fails has no cause to be diagnosed by', async () => {
    await fc.assert(renewal(readTokenFailure), { numRuns: 300 });
  });

  it('while a reader that searches for words is wrong about some of them', async () => {
    expect((await fc.check(first(searchingReader), { numRuns: 300 })).failed).toBe(true);
    expect((await fc.check(renewal(searchingReader), { numRuns: 300 })).failed).toBe(true);
  });
});

describe('the message about a renewal that failed', () => {
  const words = { hostname: 'certus.halopsa.test', metadata: {}, tags: {}, scopes: 'all', tokenUrl: '' };

  it('names the possible causes, and the entry of Nango’s log that has the reason', async () => {
    const error = await renewalError(causes[0]?.transport ?? (() => Promise.reject(new Error())), words);
    const { message = '', step } = readTokenFailure(error) ?? {};
    expect(message).toMatch(/ The reason is in the log entry \d+_[0-9a-f]{8} in Nango\./);
    expect(message).toMatch(/Client Secret.*API application or its agent.*the host/);
    expect(step).toBe('step-3-create-an-api-application');
    expect(connectionOfTokenFailure(error)).toMatchObject({ connection_config: { hostname: 'certus.halopsa.test' } });
  });

  it.each([
    ['no connection', undefined],
    ['a connection without entries', { errors: [] }],
    ['entries of syncs only', { errors: [{ type: 'sync', log_id: '1_a' }] }],
    ['an entry that is none', { errors: [{ type: 'auth', log_id: 'look at https://evil.test' }] }],
  ])('names the log where it shows %s', (_name, connection) => {
    const error = thrown(400, { code: 'invalid_credentials', payload: { connection } });
    expect(readTokenFailure(error)?.message).toContain(" The reason is in Nango's log of this connection.");
  });
});

describe('Nango’s codes', () => {
  it.each([
    [400, 'invalid_credentials', 'halo_no_token'],
    [424, 'invalid_credentials', 'halo_no_token'],
    [424, 'connection_refresh_backoff', 'halo_no_token'],
  ])('%i %s means that there is no token', (status, name, expected) => {
    expect(code(readTokenFailure, thrown(status, { code: name, message: 'invalid_scope', payload: {} }))).toBe(
      expected,
    );
  });

  it.each([
    ['client_credentials_fetch_error', 'not JSON, invalid_client', 'halo_no_token'],
    [
      'client_credentials_fetch_error',
      '{"provider_error_payload":"<html><body>503 Service Unavailable"}',
      'halo_token_address_wrong',
    ],
    [
      'client_credentials_fetch_error',
      '{"provider_error_payload":"{\\"error\\":\\"invalid_client\\"}"}',
      'halo_credentials_refused',
    ],
    ['client_credentials_fetch_error', { host: 'x', code: 'denied_ip', message: 'tenant' }, 'halo_host_denied'],
    ['client_credentials_fetch_error', { host: 'x', code: 'dns_resolution_failed' }, 'halo_host_not_found'],
    ['generic_error_support', '3d7c', 'halo_token_address_wrong'],
    [
      'unhandled_Missing Connection Config param(s) … Provided Connection Config: {"tenant":1}',
      {},
      'halo_hostname_missing',
    ],
    ['connection_validation_failed', undefined, undefined],
    ['unknown_provider_config', {}, undefined],
  ])('%s with %j while connecting', (name, payload, expected) => {
    expect(code(readConnectFailure, { error: { code: name, message: 'invalid_scope', payload } })).toBe(expected);
  });

  it('are not taken from an answer of Halo, or from anything else', () => {
    for (const error of [
      thrown(400, 'A Site must be selected'),
      thrown(400, { code: 'E1', payload: { connection: {} } }),
      new Error('invalid_client'),
      { code: 'invalid_credentials' },
      undefined,
    ]) {
      expect(readTokenFailure(error)).toBeUndefined();
      expect(connectionOfTokenFailure(error)).toBeUndefined();
    }
    for (const answer of [undefined, 'text', { error: 'text' }, { error: {} }]) {
      expect(readConnectFailure(answer)).toBeUndefined();
    }
  });

  it('never pass on what the authorisation server said, because it may name the client', () => {
    const payloads = [
      { error: 'invalid_client', error_description: 'secret-1' },
      { error: 'other', error_description: 'no tenant secret-1' },
      { error: 'other', error_description: 'secret-1' },
      '<html>secret-1',
      'secret-1',
    ];
    for (const said of payloads) {
      const error = {
        code: 'client_credentials_fetch_error',
        payload: JSON.stringify({ provider_error_payload: said }),
      };
      expect(readConnectFailure({ error })?.message).not.toContain('secret-1');
    }
  });
});
