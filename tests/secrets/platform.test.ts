import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';

import { startHalo, type HaloResponse, type RunningHalo } from '../../sandbox/halo/index.js';
import { startPlatform, type RunningPlatform } from '../../sandbox/platform/index.js';
import { explain } from '../../scripts/command/explain.js';
import { DeployProblem } from '../../scripts/deploy/problem.js';
import { openRemote } from '../../scripts/start/halo.js';
import { StartProblem } from '../../scripts/start/problem.js';
import { start } from '../../scripts/start/start.js';
import { Home } from '../support/run.js';
import { Secrets } from '../support/secrets.js';

/**
 * `npm start` against a Halo that sends back what it was sent whenever it refuses something: what is printed, what the
 * platform logs, and what it stores besides the credentials themselves.
 */

const root = join(import.meta.dirname, '../..');

let dataDirectory = '';
let events: unknown[] = [];
let platform: RunningPlatform | undefined;

/** A platform that keeps what it stores where the test can read it, and logs all that it can. */
const startKept: typeof startPlatform = async (options) =>
  (platform = await startPlatform({
    ...options,
    storage: 'database',
    dataDirectory,
    environmentVariables: { NANGO_LOGGER_LEVEL: 'debug' },
    onEvent: (event) => {
      events.push(event);
      options?.onEvent?.(event);
    },
  }));

let home: Home;
let halo: RunningHalo;
/** Tokens that were issued. */
let tokens: string[] = [];
/** What was sent back in refusals. */
let sentBack: string[] = [];
/** What the server answers instead of what it would; `SENT` stands for the headers that it was sent. */
let refuses: (path: string) => HaloResponse | undefined;

beforeEach(async () => {
  home = await Home.make();
  dataDirectory = home.path('data');
  events = [];
  halo = await startHalo({ tickets: 20, customers: 5, assets: 5 });
  tokens = [];
  sentBack = [];
  refuses = () => undefined;
  const { api } = halo;
  const handle = api.handle.bind(api);
  vi.spyOn(api, 'handle').mockImplementation((request) => {
    const sent = JSON.stringify(JSON.stringify(request.headers)).slice(1, -1);
    const refusal = refuses(request.path.toLowerCase());
    const answer = refusal ? { ...refusal, body: refusal.body.replace('SENT', sent) } : handle(request);
    if (refusal) sentBack.push(answer.body);
    const token = /"access_token":"([^"]+)"/.exec(answer.body)?.[1];
    if (token !== undefined) tokens.push(token);
    return answer;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await halo.close();
  await home.remove();
});

/** What a run printed, logged and stored, whatever its end was. */
async function run(
  clientSecret = halo.application.clientSecret,
): Promise<Record<'printed' | 'logged' | 'stored', string>> {
  const { hostname, port, certificate, application } = halo;
  const remote = {
    hostname,
    clientId: application.clientId,
    clientSecret,
    scopes: 'all',
    resourceServer: undefined,
    tokenUrl: undefined,
  };
  const lines: string[] = [];
  const print = (text: string): void => void lines.push(text);
  await start({
    root,
    opening: 'Use the tenant',
    openHalo: () => Promise.resolve(openRemote(remote, [{ hostname, port, certificate }])),
    startPlatform: startKept,
    json: true,
    terminal: { print, isLive: false, isQuiet: false },
    signal: new AbortController().signal,
  }).catch((error: unknown) => {
    print(explain(error, [StartProblem, DeployProblem]));
  });
  return { printed: lines.join('\n'), logged: JSON.stringify(events), stored: await readStored() };
}

/** Everything that the platform kept, without what it keeps credentials for: the connection's own, and its key. */
async function readStored(): Promise<string> {
  const database = await PGlite.create(dataDirectory);
  const rows = async (sql: string): Promise<string[]> =>
    z
      .array(z.object({ data: z.string() }))
      .parse((await database.query(sql)).rows)
      .map(({ data }) => data);
  const connections = await rows("select data from documents where kind = 'connection'");
  const others = await rows("select data from documents where kind <> 'connection' and id <> 'secretKey'");
  const records = [...(await rows('select data from records_data')), ...(await rows('select data from checkpoints'))];
  await database.close();
  const withoutCredentials = connections.map((text) => {
    const { credentials, ...rest } = z.looseObject({ credentials: z.looseObject({}) }).parse(JSON.parse(text));
    expect(Object.keys(credentials)).toContain('client_secret');
    return JSON.stringify(rest);
  });
  return [...withoutCredentials, ...others, ...records].join('\n');
}

function secretsOf(more: Record<string, string> = {}): Secrets {
  const { clientId, clientSecret } = halo.application;
  const issued = Object.fromEntries(tokens.map((token, index) => [`token ${index}`, token]));
  return new Secrets({ clientId, clientSecret, secretKey: platform?.secretKey ?? '', ...issued, ...more });
}

const json = { 'content-type': 'application/json' };
const refusal = (status: number, body: object): HaloResponse => ({ status, headers: json, body: JSON.stringify(body) });

describe('npm start prints, logs and stores no secret', () => {
  it('when all is well', async () => {
    const left = await run();
    expect(left.printed).toContain('Second round:');
    expect(left.stored).toContain('"summary"');
    expect(tokens.length).toBeGreaterThan(0);
    for (const text of Object.values(left)) expect(secretsOf().in(text)).toEqual([]);
  });

  it.each([
    ['the secret', { error: 'invalid_client', error_description: 'SENT' }, 'Halo refuses the credentials'],
    [
      'a permission',
      { error: 'invalid_scope', error_description: 'SENT' },
      'asks for a permission that does not exist',
    ],
    ['it all', { message: 'SENT' }, 'The connection was refused.'],
  ])('when no token is issued because Halo refuses %s', async (_, body, words) => {
    refuses = (path) => (path.endsWith('/token') ? refusal(400, body) : undefined);
    const wrong = 'a-wrong-client-secret';
    const left = await run(wrong);
    expect(left.printed).toContain(words);
    for (const text of Object.values(left)) expect(secretsOf({ wrong }).in(text)).toEqual([]);
    // The search would find it: the answer holds it.
    expect(secretsOf({ wrong }).in(sentBack.join())).toContain('wrong');
  });

  it('when the connection check refuses', async () => {
    refuses = (path) => (path.startsWith('/api/') ? refusal(403, { message: 'SENT' }) : undefined);
    const left = await run();
    expect(left.printed).toContain('The connection was refused.');
    for (const text of Object.values(left)) expect(secretsOf().in(text)).toEqual([]);
  });

  it('when syncs fail', async () => {
    refuses = (path) => (path.startsWith('/api/tickets') ? refusal(403, { message: 'SENT' }) : undefined);
    const left = await run();
    expect(left.printed).toContain('tickets failed: Halo');
    expect(left.logged).toContain('"run.finished"');
    expect(secretsOf().in(sentBack.join())).toContain('token 0');
    for (const text of Object.values(left)) expect(secretsOf().in(text)).toEqual([]);
  });
});
