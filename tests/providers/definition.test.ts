import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { check, shipped } from './definition.js';
import { apiUrl, scope, tokenUrl } from './platform-rules.js';

type Tree = Readonly<Record<string, unknown>>;

const definitions: unknown = parse(shipped);

function tree(value: unknown): Tree {
  if (typeof value !== 'object' || value === null) throw new Error('not a map');
  return { ...value };
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((found, key) => tree(found)[key], value);
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('not a text');
  return value;
}

/** Every leaf of a tree by its dotted path. */
function leaves(value: unknown, prefix = ''): Map<string, unknown> {
  if (typeof value !== 'object' || value === null) return new Map([[prefix.slice(1), value]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, `${prefix}.${key}`)]));
}

const psa = tree(at(definitions, 'halo-psa'));
const itsm = tree(at(definitions, 'halo-itsm'));

describe('the shipped definitions', () => {
  it('have nothing wrong', () => {
    expect(check(shipped)).toEqual([]);
  });

  it('describe one API twice: HaloITSM differs in names and examples only', () => {
    const differing = [...leaves(psa)]
      .filter(([path, value]) => leaves(itsm).get(path) !== value)
      .map(([path]) => path);
    expect(differing).toEqual(['display_name', 'connection_config.hostname.example']);
    expect([...leaves(itsm).keys()]).toEqual([...leaves(psa).keys()]);
  });

  it('put the hostname first and everything optional after the credentials', () => {
    const fields = tree(psa['connection_config']);
    expect(Object.keys(fields)).toEqual(['hostname', 'oauth_scopes', 'resource_server', 'token_url']);
    expect(at(fields, 'hostname', 'order')).toBe(1);
    for (const name of ['oauth_scopes', 'resource_server', 'token_url']) {
      expect(tree(fields[name])).toMatchObject({ optional: true });
      expect(tree(fields[name])['order']).toBeUndefined();
    }
  });
});

describe('beside the official halo-psa', () => {
  /** Where the official value is not kept, and why. */
  const DIFFERS: Record<string, string> = {
    token_url: 'the official address is the fallback behind an optional whole address, for tenants and other hosts',
    'proxy.base_url': 'the official address is the fallback behind an optional whole address, for a port or a path',
    'connection_config.hostname.description': 'says where in Halo the host stands',
    'credentials.client_id.description': 'says which Client ID',
    'credentials.client_secret.description': 'says which Client Secret',
  };
  // Read from the file, because a platform of the same process puts other definitions into the library's cache.
  const file = fileURLToPath(new URL('../providers.yaml', import.meta.resolve('@nangohq/providers')));
  const official = leaves(at(parse(readFileSync(file, 'utf8')), 'halo-psa'));
  const ours = leaves(psa);

  it('keeps every key of the official definition', () => {
    expect([...official.keys()].filter((path) => !ours.has(path))).toEqual([]);
  });

  it('keeps every value but those with a reason', () => {
    const differing = [...official].filter(([path, value]) => ours.get(path) !== value).map(([path]) => path);
    expect(differing.sort()).toEqual(Object.keys(DIFFERS).sort());
  });

  it('still goes to the official token address when nothing more is entered', () => {
    expect(ours.get('token_url')).toBe(`\${connectionConfig.token_url} || ${text(official.get('token_url'))}`);
  });
});

describe('under the rules of the platform', () => {
  const template = text(psa['token_url']);
  const hostname = 'example.halopsa.com';

  it.each([
    ['nothing', { hostname }, 'https://example.halopsa.com/auth/token'],
    ['an empty field, as the form sends it', { hostname, token_url: '' }, 'https://example.halopsa.com/auth/token'],
    [
      'a tenant',
      { hostname, token_url: 'https://example.halopsa.com/auth/token?tenant=acme' },
      'https://example.halopsa.com/auth/token?tenant=acme',
    ],
    [
      'another host and a port',
      { hostname, token_url: 'https://login.example.com:8443/auth/token' },
      'https://login.example.com:8443/auth/token',
    ],
    [
      'a tenant with an encoded letter',
      { hostname, token_url: 'https://login.example.com/auth/token?tenant=m%C3%BCller' },
      'https://login.example.com/auth/token?tenant=m%C3%BCller',
    ],
  ])('the token address with %s is complete', (_, config, expected) => {
    expect(tokenUrl(template, config)).toBe(expected);
  });

  it('the usual way to write an optional tenant would fail for everybody who has none', () => {
    const usual =
      'https://${connectionConfig.hostname}/auth/token?tenant=${connectionConfig.tenant} || https://${connectionConfig.hostname}/auth/token';
    expect(() => tokenUrl(usual, { hostname })).toThrow('Missing config parameters');
  });

  it.each([
    ['nothing', { hostname }, 'https://example.halopsa.com/api'],
    ['an empty field, as the form sends it', { hostname, resource_server: '' }, 'https://example.halopsa.com/api'],
    [
      'a port and a path',
      { hostname: 'support.example.com', resource_server: 'https://support.example.com:8443/halo/api' },
      'https://support.example.com:8443/halo/api',
    ],
  ])('the address of the API with %s is complete', (_, config, expected) => {
    expect(apiUrl(text(at(psa, 'proxy', 'base_url')), config)).toBe(expected);
  });

  it.each([
    ['left as it is', 'all', 'all'],
    ['emptied', '', 'all'],
    ['separated by spaces', 'read:tickets read:assets', 'read:tickets read:assets'],
    ['separated by commas', 'read:tickets,read:assets', 'read:tickets read:assets'],
  ])('the requested scope is never empty: field %s', (_, entered, expected) => {
    const defaults = psa['default_scopes'];
    if (!Array.isArray(defaults)) throw new Error('no default scopes');
    expect(scope(text(psa['scope_separator']), defaults.map(text), entered)).toBe(expected);
  });
});

describe('the patterns of the form', () => {
  const accepts = (path: string[], value: string): boolean => new RegExp(text(at(psa, ...path, 'pattern'))).test(value);

  it.each(['example.halopsa.com', 'halo.example.co.uk', 'my-halo.trial.usehalo.com', '10.0.0.5'])(
    'take host %s',
    (host) => {
      expect(accepts(['connection_config', 'hostname'], host)).toBe(true);
    },
  );

  it.each([
    'https://example.halopsa.com',
    'example.halopsa.com/api',
    'example.halopsa.com:443',
    'example',
    'a..b',
    '.a.b',
    'a.b.',
    ' a.b',
  ])('refuse host %s', (host) => {
    expect(accepts(['connection_config', 'hostname'], host)).toBe(false);
  });

  it.each(['https://a.example.com/api', 'https://a.example.com:8443/api', 'https://a.example.com/halo/x/api'])(
    'take address of the API %s',
    (url) => {
      expect(accepts(['connection_config', 'resource_server'], url)).toBe(true);
    },
  );

  it.each([
    'a.example.com/api',
    'http://a.example.com/api',
    'https://a.example.com/halo',
    'https://a.example.com/api/',
    'https://user@a.example.com/api',
    'https://a.example.com/api?x=1',
    'https://a.example.com/${connectionConfig.x}/api',
  ])('refuse address of the API %s', (url) => {
    expect(accepts(['connection_config', 'resource_server'], url)).toBe(false);
  });

  it.each([
    'https://a.example.com/auth/token',
    'https://a.example.com/token?tenant=x',
    'https://a.example.com:8443/x/auth/token',
  ])('take token address %s', (url) => {
    expect(accepts(['connection_config', 'token_url'], url)).toBe(true);
  });

  it.each([
    'http://a.example.com/auth/token',
    'https://a.example.com/auth',
    'https://a.example.com/auth/token?tenant=',
    'https://a.example.com/auth/token?tenant=x&scope=all',
    'https://user@a.example.com/auth/token',
    'a.example.com/auth/token',
  ])('refuse token address %s', (url) => {
    expect(accepts(['connection_config', 'token_url'], url)).toBe(false);
  });

  it.each([
    ['all', true],
    ['read:tickets editMine:timesheets', true],
    ['all, read:tickets', false],
    ['', false],
  ])('scopes %j: %j', (value, expected) => {
    expect(accepts(['connection_config', 'oauth_scopes'], value)).toBe(expected);
  });

  it('refuse a blank around the credentials', () => {
    expect(accepts(['credentials', 'client_id'], ' abc')).toBe(false);
    expect(accepts(['credentials', 'client_secret'], 'abc\n')).toBe(false);
    expect(accepts(['credentials', 'client_secret'], 'a1-b2')).toBe(true);
  });
});
