import { ExecutionAbortedSDKError, ExecutionInterruptedSDKError } from '@nangohq/runner-sdk';
import { AxiosError, AxiosHeaders } from 'axios';
import { describe, expect, test } from 'vitest';

import { isWebPage, readErrorDetail, readFailure } from '../../../halo/transport/failure.js';
import { networkError, statusError } from '../../support/connection.js';

const page = '<!DOCTYPE html>\n<html><head><title>Halo</title></head><body></body></html>';

describe("Halo's own message is found in every form of a body", () => {
  test.each([
    ['a plain string', 'A Site must be selected', 'A Site must be selected'],
    ['Message', { Message: 'No access' }, 'No access'],
    ['a .NET exception', { ClassName: 'System.Exception', Message: 'Broken', InnerException: null }, 'Broken'],
    ['error', { error: 'Not allowed' }, 'Not allowed'],
    [
      'OAuth',
      { error: 'invalid_client', error_description: 'The credentials are invalid.' },
      'The credentials are invalid.',
    ],
    ['error as an object', { error: { error_description: 'Nested' } }, 'Nested'],
    ['resultCode', { resultCode: 400, errorMessage: 'Bad input' }, 'Bad input'],
    [
      'model binding',
      { '[0].outcome_id': ['Could not convert string to integer: x.'], id: ['Wrong.', 'Twice.'] },
      '[0].outcome_id: Could not convert string to integer: x.; id: Wrong. Twice.',
    ],
    ['any single key', { reason: 'Because' }, 'Because'],
    ['a web page', page, 'a web page'],
    ['nothing', '', 'no reason given'],
    ['null', null, 'no reason given'],
    ['nulls only', { Message: null, Data: null }, 'no reason given'],
    ['several lines', { Message: 'One\r\n  two' }, 'One two'],
  ])('%s', (_shape, body, sentence) => {
    expect(readErrorDetail(body)).toBe(sentence);
  });

  test('and is shortened if it is very long', () => {
    expect(readErrorDetail({ Message: 'x'.repeat(5000) })).toHaveLength(300);
  });
});

describe('a failed request is classified by what has to be done about it', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [429, 'rate-limited'],
    [408, 'unavailable'],
    [500, 'unavailable'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [400, 'refused'],
    [405, 'refused'],
    [415, 'refused'],
  ])('status %d is %s', (status, kind) => {
    expect(readFailure(statusError(status))).toMatchObject({ kind });
  });

  test('a refusal has its status and message', () => {
    const failure = readFailure(statusError(400, { id: ["The value 'x' is not valid."] }));
    expect(failure).toEqual({ kind: 'refused', status: 400, detail: "id: The value 'x' is not valid." });
  });

  test('a refusal because of too many requests has what says how long to wait', () => {
    const failure = readFailure(statusError(429, { error: '300 requests per 5 minutes' }, { 'retry-after': '7' }));
    expect(failure).toMatchObject({ kind: 'rate-limited', data: { error: '300 requests per 5 minutes' } });
    expect(failure?.kind === 'rate-limited' && Object.entries(failure.headers)).toContainEqual(['retry-after', '7']);
  });

  test.each([
    'ECONNRESET',
    'ECONNREFUSED',
    'ECONNABORTED',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'EPIPE',
    'UND_ERR_SOCKET',
    'CERT_HAS_EXPIRED',
  ])('%s is no answer', (code) => {
    expect(readFailure(networkError(code))).toEqual({ kind: 'unavailable', reason: code });
  });

  test.each(['denied_hostname', 'denied_ip', 'denied_dns', 'dns_resolution_failed'])(
    '%s of Nango’s outbound policy is none either, also where the error is not axios’s',
    (code) => {
      const reading = { kind: 'unavailable', reason: code };
      expect(readFailure(Object.assign(new Error('denied'), { code }))).toEqual(reading);
      expect(readFailure(networkError(code))).toEqual(reading);
    },
  );

  test('a network error that axios did not create is recognised as well', () => {
    expect(readFailure(Object.assign(new Error('reset'), { code: 'ECONNRESET' }))).toMatchObject({
      kind: 'unavailable',
    });
  });

  // axios hands over the answer whose body broke off: its status says 200 (axios 1.18, lib/adapters/http.js).
  test('an answer that ends in the middle of its body counts as no answer', () => {
    const config = { headers: new AxiosHeaders() };
    const response = { status: 200, statusText: 'OK', headers: {}, data: undefined, config };
    const error = new AxiosError('stream has been aborted', 'ERR_BAD_RESPONSE', config, undefined, response);
    expect(readFailure(error)).toEqual({ kind: 'unavailable', reason: 'ERR_BAD_RESPONSE' });
  });

  test.each([
    ['an interruption by the platform', new ExecutionInterruptedSDKError()],
    ['an abortion by the platform', new ExecutionAbortedSDKError()],
    ['a mistake in the code', new TypeError('x is undefined')],
    ['an error with a code of its own', Object.assign(new Error('conflict'), { code: 'checkpoint_conflict' })],
    ['a text', 'broken'],
    ['nothing', undefined],
  ])('%s is none of these and is thrown again', (_name, error) => {
    expect(readFailure(error)).toBeUndefined();
  });
});

describe('a web page', () => {
  test.each([page, '  <html lang="en">', '<HTML>', '<head>', '<body class="x">'])('%j', (body) => {
    expect(isWebPage(body)).toBe(true);
  });

  test.each(['', 'html', '{"html":"<html>"}', '<xml/>', { html: true }, undefined])('not %j', (body) => {
    expect(isWebPage(body)).toBe(false);
  });
});
