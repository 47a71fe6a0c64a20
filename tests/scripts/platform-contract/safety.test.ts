import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { selfHosted, withFacts, type RunningPlatform } from '../../../sandbox/platform/index.js';

import { Nango } from '@nangohq/node';
import { ContractProblem } from '../../../scripts/platform-contract/problem.js';
import { exitCodes, type ContractOptions } from '../../../scripts/platform-contract/contract.js';
import type { Flags } from '../../../scripts/platform-contract/options.js';
import { deployNothing, runContract as runWith, startServer } from './support.js';

let server: RunningPlatform;
let nango: Nango;

beforeEach(async () => {
  server = await startServer();
  nango = new Nango({ host: server.url, apiKey: server.secretKey });
});
afterEach(() => server.close());

/** Checks that call no probe, so that none has to be compiled. */
const only = ['deployments', 'tokens.refusedFirst', 'proxy'];
const flags = (): Flags => ({ host: server.url, key: server.secretKey, yes: true, only });
const runContract = (given: Flags, more: Partial<ContractOptions> = {}) =>
  runWith(given, { deploy: deployNothing, ...more });

const Differences = z.object({ deletedOnEventScripts: z.array(z.unknown()) });

/** Everything on the server that a run could leave behind. */
async function contents(): Promise<object> {
  const headers = { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' };
  const nothing = { flowConfigs: [], onEventScriptsByProvider: [], deployMode: 'all', reconcile: false, debug: false };
  const response = await fetch(`${server.url}/sync/deploy/confirmation`, {
    method: 'POST',
    headers,
    body: JSON.stringify(nothing),
  });
  return {
    integrations: (await nango.listIntegrations()).configs.map(({ unique_key: key }) => key),
    connections: (await nango.listConnections()).connections.map(({ connection_id: id }) => id),
    functions: await nango.getScriptsConfig(),
    eventFunctions: Differences.parse(await response.json()).deletedOnEventScripts,
  };
}

const mine = "module.exports.default = { type: 'action', exec: async () => 'mine' };";

/** Another team's integration, with a connection and an action, and an event function if asked for. */
async function deployOther({ withEvent }: { withEvent: boolean }): Promise<void> {
  await nango.createIntegration({ provider: 'halo-psa', unique_key: 'theirs' });
  const headers = { authorization: `Bearer ${server.secretKey}`, 'content-type': 'application/json' };
  const post = async (path: string, body: object) => {
    const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
  };
  const file = { js: mine, ts: '' };
  const event = { name: 'greet', event: 'post-connection-creation', fileBody: file };
  await post('/sync/deploy', {
    flowConfigs: [
      { type: 'action', syncName: 'act', providerConfigKey: 'theirs', models: [], runs: null, fileBody: file },
    ],
    onEventScriptsByProvider: withEvent ? [{ providerConfigKey: 'theirs', scripts: [event] }] : [],
    reconcile: false,
    debug: false,
    deployMode: 'single',
  });
  const credentials = { type: 'OAUTH2_CC', token: 't', client_id: 'c', client_secret: 's' };
  await post('/connections', { provider_config_key: 'theirs', connection_id: 'theirs', credentials });
}

describe('on a server that others use', () => {
  test('the contract leaves everything as it was, and prints no key', async () => {
    await deployOther({ withEvent: false });
    const before = await contents();
    const { output, verdict } = await runContract({ ...flags(), json: true });
    expect(await contents()).toEqual(before);
    expect(await nango.triggerAction('theirs', 'theirs', 'act')).toBe('mine');
    expect(output).not.toContain(server.secretKey);
    expect(output).toMatch(/tokens\.refusedFirst .*unknown .*needs --tenant/s);
    expect(verdict).toBe('holds');
  });

  test('the contract leaves everything as it was if it is stopped', async () => {
    await deployOther({ withEvent: false });
    const before = await contents();
    const stop = new AbortController();
    const told: string[] = [];
    const run = runContract(flags(), {
      signal: stop.signal,
      progress: (line) => {
        told.push(line);
        if (line.startsWith('unknown')) stop.abort(new Error('stopped'));
      },
    });
    await expect(run).rejects.toThrow('stopped');
    expect(told.at(-1)).toBe('Remove everything again');
    expect(await contents()).toEqual(before);
  });

  test('the contract leaves everything as it was if the probes cannot be deployed', async () => {
    const before = await contents();
    const run = runContract(flags(), { deploy: () => Promise.reject(new ContractProblem('no luck')) });
    await expect(run).rejects.toThrow('no luck');
    expect(await contents()).toEqual(before);
  });

  test('the contract deploys nothing if that would deactivate event functions, unless that is allowed', async () => {
    await deployOther({ withEvent: true });
    const before = await contents();
    await expect(runContract(flags())).rejects.toThrow(/theirs: greet.*--deactivate-event-functions/s);
    expect(await contents()).toEqual(before);
    const allowed = await runContract({ ...flags(), only: ['deployments.limits'], deactivateEventFunctions: true });
    expect(allowed.verdict).toBe('holds');
    expect(await contents()).toEqual({ ...before, eventFunctions: [] });
  });

  test('the contract says what it will do and asks first', async () => {
    const before = await contents();
    const unasked = { host: server.url, key: server.secretKey };
    await expect(runContract(unasked)).rejects.toThrow(
      'There is no terminal to ask for confirmation in. Add --yes to continue without it.',
    );
    const asked: string[] = [];
    const printed: string[] = [];
    const refused = runContract(unasked, {
      print: (text) => printed.push(text),
      confirm: (question) => {
        asked.push(question);
        return Promise.resolve(false);
      },
    });
    await expect(refused).rejects.toThrow('Nothing was done.');
    expect(printed.join()).toMatch(/create two integrations .* remove all of it again/s);
    expect(asked).toEqual(['Go on?']);
    expect(await contents()).toEqual(before);
  });
});

const Report = z.object({ checks: z.array(z.record(z.string(), z.unknown())) });

describe('a check that cannot be finished', () => {
  const patience = { every: 5, atMost: 50 };

  test('is unknown with the reason, and makes the whole result unknown, with an exit code of its own', async () => {
    // Without the probes, the function that is waited for never runs.
    const only = ['syncs.reset', 'deployments.limits'];
    const { verdict, printed } = await runContract({ ...flags(), only, json: true }, { patience });
    const { checks } = Report.parse(JSON.parse(printed.at(-1) ?? ''));
    const detail =
      'the check could not be finished: waited 0 s for post-connection-creation to run, which did not happen';
    expect(checks.find(({ name }) => name === 'syncs.reset')).toEqual({
      name: 'syncs.reset',
      result: 'unknown',
      detail,
    });
    expect(checks.find(({ name }) => name === 'deployments.limits')).toMatchObject({ result: 'holds' });
    expect([verdict, exitCodes[verdict]]).toEqual(['unfinished', 2]);
  });

  test('does not hide a difference', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'contract-')), 'profile.json');
    const other = withFacts(selfHosted, 'other', { 'deployments.listing': 'by integration' });
    await writeFile(file, JSON.stringify(other));
    const only = ['syncs.reset', 'deployments.listing'];
    const { verdict } = await runContract({ ...flags(), only, profile: file }, { patience });
    expect([verdict, exitCodes[verdict]]).toEqual(['fails', 1]);
  });
});

describe('what cannot be checked', () => {
  test.each([
    [{ host: 'http://127.0.0.1:9', key: 'k', yes: true as const }, 'Nothing answers at http://127.0.0.1:9.'],
    [{ host: 'http://127.0.0.1:9' }, 'There is no secret key for http://127.0.0.1:9.'],
    [{ key: 'k' }, 'belong to a real server: name it with --host'],
    [{ tenantPort: 1234 }, '--tenant does not say under which address'],
  ])('%j: says what to do', async (wrong, sentence) => {
    await expect(runContract(wrong)).rejects.toThrow(ContractProblem);
    await expect(runContract(wrong)).rejects.toThrow(sentence);
  });

  test('a wrong key is reported without the key', async () => {
    const run = runContract({ host: server.url, key: 'not-the-key', yes: true });
    await expect(run).rejects.toThrow('does not accept the secret key');
    await expect(run).rejects.not.toThrow('not-the-key');
  });
});
