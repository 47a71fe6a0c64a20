import { Command } from 'commander';
import { describe, expect, it } from 'vitest';

import {
  declareOptions,
  defaultSizes,
  refuseCombinations,
  sizesOf,
  type Flags,
} from '../../../scripts/start/options.js';
import { StartProblem } from '../../../scripts/start/problem.js';
import { readRemote } from '../../../scripts/start/remote.js';

function parse(...args: string[]): Flags {
  const silent = { writeErr: () => undefined, writeOut: () => undefined };
  const program = declareOptions(new Command().exitOverride().configureOutput(silent));
  return program.parse(args, { from: 'user' }).opts<Flags>();
}

const whole = { HALO_HOSTNAME: 'acme.halopsa.com', HALO_CLIENT_ID: 'id', HALO_CLIENT_SECRET: 'secret' };

describe('the options of npm start', () => {
  it('set the size of the simulated tenant, with defaults for what is not given', () => {
    const flags = parse('--tickets', '5', '--seed', '9', '--once');
    expect(flags).toEqual({ tickets: 5, seed: 9, once: true, integration: 'halo-psa' });
    expect(parse('--every', '30s', '--integration', 'halo-itsm')).toEqual({ every: 30_000, integration: 'halo-itsm' });
    expect(sizesOf(flags, undefined)).toEqual({ ...defaultSizes, tickets: 5, seed: 9 });
  });

  it.each([
    [['--tickets', 'many'], 'Give a whole number.'],
    [['--tickets', '-1'], 'Give a whole number.'],
    [['--assets', '1.5'], 'Give a whole number.'],
    [['--customers', '0'], 'Give at least 1: every Halo has customers.'],
    [['--tickets', '999999999'], 'Give at most 200000: the simulated tenant and its records are held in memory.'],
    [['--seed', ''], 'Give a whole number.'],
    [['--port', '0'], 'Give at least 1.'],
    [['--port', '99999'], 'Give at most 65535.'],
    [['--every', '1s'], 'Give a time of at least 5s, such as 30s, 2m or 1h.'],
    [['--every', 'often'], 'Give a time of at least 5s'],
    [['--integration', 'zendesk'], 'Allowed choices are halo-psa, halo-itsm.'],
    [['--fast'], 'unknown option'],
    [['5'], 'too many arguments'],
  ])('refuse %j', (args, words) => {
    expect(() => parse(...args)).toThrow(words);
  });

  it.each([
    [['--once', '--data', 'x', '--still'], '--still, --data cannot be combined with --once,'],
    [['--json'], '--json prints the counts of two rounds: it needs --once.'],
    [['--once', '--integration', 'halo-itsm'], '--once shows the integration halo-psa only.'],
  ])('cannot be combined: %j', (args, words) => {
    expect(() => {
      refuseCombinations(parse(...args), undefined);
    }).toThrow(words);
  });

  it('do not change how a real tenant answers', () => {
    expect(() => {
      refuseCombinations(parse('--like', 'survey.json'), readRemote(whole));
    }).toThrow('--like is about the simulated tenant, but HALO_HOSTNAME names a real one, acme.halopsa.com.');
  });

  it('are refused if they set the size of a real tenant', () => {
    const remote = readRemote(whole);
    expect(() => sizesOf(parse('--tickets', '5', '--seed', '1'), remote)).toThrow(
      '--tickets, --seed would size the simulated tenant, but HALO_HOSTNAME names a real one, acme.halopsa.com.',
    );
  });
});

describe('the real tenant of the environment', () => {
  it('is used if its three values are set', () => {
    expect(readRemote(whole)).toEqual({
      hostname: 'acme.halopsa.com',
      clientId: 'id',
      clientSecret: 'secret',
      scopes: undefined,
      resourceServer: undefined,
      tokenUrl: undefined,
    });
    expect(readRemote({ ...whole, HALO_SCOPES: ' all ', HALO_TOKEN_URL: 'https://auth/token' })).toMatchObject({
      scopes: 'all',
      tokenUrl: 'https://auth/token',
    });
  });

  it('is not used if none of them is set, or all are empty', () => {
    expect(readRemote({})).toBeUndefined();
    expect(readRemote({ HALO_HOSTNAME: '', HALO_CLIENT_ID: ' ' })).toBeUndefined();
  });

  it.each([
    ['https://acme.halopsa.com', 'acme.halopsa.com'],
    ['acme.halopsa.com/api', 'acme.halopsa.com'],
    ['acme.halopsa.com:443', 'acme.halopsa.com'],
    ['me:password-123@Acme.halopsa.com', 'acme.halopsa.com'],
    ['acme', 'acme.halopsa.com'],
  ])('is refused if its hostname is %s, with the one to enter', (hostname, suggestion) => {
    const read = (): unknown => readRemote({ ...whole, HALO_HOSTNAME: hostname });
    expect(read).toThrow(StartProblem);
    expect(read).toThrow(
      `HALO_HOSTNAME cannot be used. The hostname must be a plain host, without "https://", user name, port or path. Enter it in the form "${suggestion}".`,
    );
    expect(read).not.toThrow('password-123');
  });

  it.each(['auth.example.com/auth/token', 'http://auth.example.com/token', 'https://auth.example.com/auth'])(
    'is refused when its token URL is %s, with the form of one',
    (tokenUrl) => {
      const read = (): unknown => readRemote({ ...whole, HALO_TOKEN_URL: tokenUrl });
      expect(read).toThrow(StartProblem);
      expect(read).toThrow(
        'HALO_TOKEN_URL cannot be used: in the Connect form, "Token URL" looks like "https://auth.example.com/auth/token?tenant=example". Only with a Tenant',
      );
    },
  );

  it.each([
    ['HALO_CLIENT_SECRET', 'two words', 'Client Secret'],
    ['HALO_SCOPES', 'read:tickets; read:assets', 'Permissions to ask for'],
    ['HALO_RESOURCE_SERVER', 'https://support.example.com/halo', 'Resource Server'],
  ])('is refused when %s is "%s"', (name, value, title) => {
    const read = (): unknown => readRemote({ ...whole, [name]: value });
    expect(read).toThrow(`${name} cannot be used: in the Connect form, "${title}" looks like `);
    expect(read).not.toThrow(value);
  });

  it.each([
    [{ HALO_HOSTNAME: 'a' }, 'HALO_HOSTNAME is set, but not HALO_CLIENT_ID and HALO_CLIENT_SECRET.'],
    [{ ...whole, HALO_CLIENT_SECRET: '' }, 'HALO_HOSTNAME and HALO_CLIENT_ID are set, but not HALO_CLIENT_SECRET.'],
    [{ HALO_SCOPES: 'all' }, 'HALO_SCOPES is set, but not HALO_HOSTNAME and HALO_CLIENT_ID and HALO_CLIENT_SECRET.'],
  ])('is reported as a mistake if %j', (env, words) => {
    expect(() => readRemote(env)).toThrow(StartProblem);
    expect(() => readRemote(env)).toThrow(words);
  });
});
