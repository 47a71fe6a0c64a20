import { AxiosError, AxiosHeaders } from 'axios';
import { describe, expect, it } from 'vitest';

import { explainTokenFailure, readTokenFailure } from '../../../halo/transport/token-failure.js';

describe('the error of a token request', () => {
  const fromNango = (status: number, code: string, message: string): AxiosError => {
    const config = { headers: new AxiosHeaders() };
    const response = { status, statusText: '', headers: {}, config, data: { error: { code, message } } };
    return new AxiosError('Request failed', AxiosError.ERR_BAD_REQUEST, config, undefined, response);
  };

  it.each([
    ['invalid_credentials', 'Failed: {"error":"invalid_client"}', 'halo_credentials_refused'],
    ['invalid_credentials', 'Failed: {"error":"invalid_scope"}', 'halo_scope_unknown'],
    ['connection_refresh_backoff', 'A recent refresh attempt failed.', 'halo_unavailable'],
  ])('is known by Nango’s code %s: %s', (code, message, expected) => {
    expect(readTokenFailure(fromNango(400, code, message))?.code).toBe(expected);
  });

  it('is not read into an answer of Halo’s', () => {
    expect(readTokenFailure(fromNango(400, 'A Site must be selected', ''))).toBeUndefined();
    expect(readTokenFailure(new Error('invalid_client'))).toBeUndefined();
    expect(readTokenFailure(undefined)).toBeUndefined();
  });

  it('never repeats the message, which may name the client', () => {
    for (const text of [
      'invalid_client secret-1',
      'tenant secret-1',
      '<html>secret-1',
      'ENOTFOUND secret-1',
      'secret-1',
    ]) {
      expect(explainTokenFailure(text).message).not.toContain('secret-1');
    }
  });
});
