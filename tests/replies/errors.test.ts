import { describe, expect, test } from 'vitest';

import { readFailure, type Failure } from '../../halo/transport/failure.js';
import { covers, readScopes } from '../../halo/transport/scopes.js';
import { readConnectFailure } from '../../halo/transport/token-failure.js';
import { readRefusal } from '../../halo/transport/rate-hints.js';
import { statusError } from '../support/connection.js';
import { replayed, replies, reply } from './support/replies.js';

/** What the platform's proxy throws for a reply, read as the client reads it. */
function failureOf(name: string): Failure | undefined {
  const { status, body } = reply(name);
  return readFailure(statusError(status, body));
}

const refused = (detail: string): Failure => ({ kind: 'refused', status: 400, detail });

const meanings: Readonly<Record<string, Partial<Failure>>> = {
  'error-unauthorized': { kind: 'unauthorized' },
  'error-forbidden': { kind: 'forbidden' },
  'error-not-found': { kind: 'not-found' },
  'error-too-long': { kind: 'not-found' },
  'error-rate-limit': { kind: 'rate-limited' },
  'error-gateway': { kind: 'unavailable', reason: 'status 504' },
  'error-validation': refused('A Site must be selected'),
  'error-binding': refused(
    "[0].outcome_id: Could not convert string to integer: x. Path '[0].outcome_id', line 1, position 40.",
  ),
  'error-bad-id': refused("id: The value 'x' is not valid."),
  'error-exception': refused('An Outcome must be entered for this Action'),
  'error-message': refused('Invalid advanced search parameter'),
};

describe('captured errors are distinguished', () => {
  test.each(Object.entries(meanings))('%s', (name, meaning) => {
    expect(failureOf(name)).toMatchObject(meaning);
  });

  test('each captured error has an expected meaning here', () => {
    const names = [...replies.keys()].filter((name) => name.startsWith('error-') && !name.startsWith('error-token'));
    expect(names.sort()).toEqual(Object.keys(meanings).sort());
  });

  test('the text of a 429 states the limit', () => {
    expect(readRefusal({}, reply('error-rate-limit').body, 0)).toEqual({ limit: 300, window: 300_000 });
  });
});

describe('token replies', () => {
  test.each([
    ['error-token-credentials', 'halo_credentials_refused'],
    ['error-token-scope', 'halo_scope_unknown'],
  ])('%s is %s, as Nango hands it on', (name, code) => {
    const payload = JSON.stringify({ provider_error_payload: reply(name).body });
    const answer = { error: { code: 'client_credentials_fetch_error', message: 'Refused', payload } };
    expect(readConnectFailure(answer)?.code).toBe(code);
  });

  test('the granted scopes are read from the list that Halo sends', async () => {
    const { asked, granted = [] } = readScopes(await replayed().getConnection());
    expect(asked).toBeUndefined();
    expect(covers(granted, 'read:tickets')).toBe(true);
    expect(covers(granted, 'read:invoices')).toBe(false);
  });
});
