import { inspect } from 'node:util';

import { Nango } from '@nangohq/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ReadError } from '../../examples/consumer/errors.js';
import { readPage } from '../../examples/consumer/reader.js';
import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { startOddServer, type OddAnswer } from '../support/odd-server.js';
import { Secrets } from '../support/secrets.js';

/** What the example makes of every way in which Nango gives no records. */

const key = 'b9c1f6c2-secret-key-of-the-environment';
const connection = { connectionId: 'acme', providerConfigKey: 'halo-psa' };

let platform: RunningPlatform;
beforeAll(async () => {
  platform = await startPlatform({ storage: 'memory' });
});
afterAll(() => platform.close());

async function failure(nango: Nango, from = connection): Promise<unknown> {
  return readPage(nango, from, 'Ticket', undefined).then(
    () => new Error('It gave records'),
    (error: unknown) => error,
  );
}

/** Code and sentence; whatever an application logs of the error, the key is not in it. */
async function readError(host: string, apiKey = key, from = connection): Promise<Pick<ReadError, 'code' | 'message'>> {
  const error = await failure(new Nango({ host, apiKey }), from);
  expect(new Secrets({ apiKey }).in(inspect(error, { depth: Infinity, showHidden: true }))).toEqual([]);
  if (!(error instanceof ReadError)) throw new Error('That is no ReadError', { cause: error });
  return { code: error.code, message: error.message };
}

describe('the error of a failed reading', () => {
  it.each<[string, OddAnswer, string]>([
    ['reading_not_allowed', { status: 403, body: { error: { code: 'forbidden' } } }, 'read records (403).'],
    ['rate_limited', { status: 429, body: { error: { code: 'too_many_request' } } }, 'no more requests at the moment'],
    ['nango_failing', { status: 500, body: { error: { code: 'server_error' } } }, 'the records (500, server_error).'],
    ['nango_failing', { status: 502, body: '<html>Bad Gateway' }, 'the records (502).'],
    ['nango_failing', { status: 500, body: { error: { code: key } } }, 'the records (500).'],
    ['refused', { status: 400, body: { error: { code: 'invalid_query_params' } } }, '(400, invalid_query_params).'],
    ['unknown_connection', { status: 404, body: { error: { code: 'not_found' } } }, 'the connection "acme"'],
    ['not_nango', { status: 200, body: '<html>A dashboard' }, 'not from the API of Nango'],
    ['not_nango', { status: 200, body: { records: [{ id: 1 }], next_cursor: null } }, 'not from the API of Nango'],
    ['not_nango', { status: 404, body: '<html>Not Found' }, 'not from the API of Nango'],
  ])('is %s after %j, even if the answer repeats the request', async (code, answer, words) => {
    const odd = await startOddServer({ ...answer, echo: true });
    try {
      const error = await readError(odd.url);
      expect(error.code).toBe(code);
      expect(error.message).toContain(words);
    } finally {
      await odd.close();
    }
  });

  it('is "unreachable", with the host and the reason', async () => {
    const refused = await readError('http://127.0.0.1:1');
    expect(refused.code).toBe('unreachable');
    expect(refused.message).toContain('Nango cannot be reached at http://127.0.0.1:1 (ECONNREFUSED).');
    const missing = await readError(`https://me:${key}@nowhere.invalid`);
    expect(missing.message).toContain('Nango cannot be reached at https://nowhere.invalid (');
  });

  it('is "key_refused" if the key is of another environment', async () => {
    expect((await readError(platform.url)).code).toBe('key_refused');
  });

  it('is "unknown_connection" if the connection, or its integration, is unknown or impossible', async () => {
    for (const providerConfigKey of ['halo-psa', 'no such / key']) {
      const { code, message } = await readError(platform.url, platform.secretKey, { ...connection, providerConfigKey });
      expect(code).toBe('unknown_connection');
      expect(message).toContain(`the connection "acme" of the integration "${providerConfigKey}"`);
    }
  });

  it('is not changed if it did not come from the client', async () => {
    const nango = new Nango({ apiKey: key });
    nango.listRecords = () => Promise.reject(new RangeError('its own'));
    expect(await failure(nango)).toBeInstanceOf(RangeError);
  });
});

it('the original error of the client contains the key, which the search finds', async () => {
  const nango = new Nango({ host: 'http://127.0.0.1:1', apiKey: key });
  const error: unknown = await nango.listRecords({ ...connection, model: 'Ticket' }).catch((thrown: unknown) => thrown);
  expect(new Secrets({ key }).in(inspect(error, { depth: Infinity }))).toEqual(['key']);
});
