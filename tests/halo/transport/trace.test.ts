import { describe, expect, test } from 'vitest';

import { errorPayload, HaloError, InvalidInputError } from '../../../halo/errors.js';
import { HaloClient } from '../../../halo/transport/client.js';
import { ScriptedConnection, statusError, useSimulatedClock } from '../../support/connection.js';

useSimulatedClock();

const secret = 'query-that-nobody-should-see';

/** The error of a request that is always answered with this status. */
async function errorOf(status: number): Promise<HaloError> {
  const client = new HaloClient(new ScriptedConnection(() => statusError(status)));
  const error: unknown = await client
    .list('customers', '/Client', { search: secret })
    .catch((thrown: unknown) => thrown);
  if (!(error instanceof HaloError)) throw new TypeError('No error of Halo was thrown');
  return error;
}

describe('an error says which request it is about', () => {
  test.each([
    [400, 1],
    // A refused token is renewed once, and the request sent again.
    [403, 2],
    [503, 7],
  ])('with its status %i and its attempt %i', async (status, attempt) => {
    const error = await errorOf(status);
    expect(error.request).toEqual({ endpoint: '/Client', status, attempt });
    expect(errorPayload(error)).toMatchObject({ code: error.code, request: { endpoint: '/Client', status, attempt } });
  });

  test('and contains nothing else about the request', async () => {
    expect(JSON.stringify(errorPayload(await errorOf(400)))).not.toContain(secret);
  });

  test('unless no request was sent', () => {
    expect(errorPayload(new InvalidInputError('get-ticket', []))).not.toHaveProperty('request');
  });
});
