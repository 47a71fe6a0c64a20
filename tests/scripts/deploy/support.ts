import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Nango } from '@nangohq/node';

import { startPlatform, type RunningPlatform } from '../../../sandbox/platform/index.js';
import type { DeployOptions } from '../../../scripts/deploy/deploy.js';

export const REPOSITORY = join(import.meta.dirname, '../../..');

const sync = `import { createSync } from 'nango';
import { z } from 'zod';
import { say } from '../../../shared/say.js';

export default createSync({
  description: 'Reads.',
  version: '1.0.0',
  frequency: 'every 5m',
  autoStart: false,
  syncType: 'full',
  models: { Ticket: z.object({ id: z.string() }) },
  exec: async (nango) => {
    await nango.log(say);
  },
});
`;

const onEvent = (event: string): string => `import { createOnEvent } from 'nango';

export default createOnEvent({
  description: 'Refuses.',
  version: '1.0.0',
  event: '${event}',
  exec: async (nango) => {
    await nango.log('${event}');
  },
});
`;

/** A package like this one with three functions, so that the CLI compiles it fast. */
export class SmallPackage {
  private constructor(readonly root: string) {}

  static async open(): Promise<SmallPackage> {
    const made = new SmallPackage(await mkdtemp(join(tmpdir(), 'deploy-')));
    await made.write('shared/say.ts', "export const say = 'shared by relative import';\n");
    await made.write('integrations/.nango/.gitkeep', '');
    await made.write('integrations/halo-psa/syncs/tickets.ts', sync);
    await made.write('integrations/halo-psa/on-events/check.ts', onEvent('validate-connection'));
    await made.write('integrations/halo-psa/on-events/welcome.ts', onEvent('post-connection-creation'));
    const functions = ['syncs/tickets', 'on-events/check', 'on-events/welcome'];
    const index = functions.map((one) => `import './halo-psa/${one}.js';\n`).join('');
    await made.write('integrations/index.ts', index);
    await symlink(join(REPOSITORY, 'node_modules'), join(made.root, 'node_modules'));
    await cp(join(REPOSITORY, 'integrations/package.json'), join(made.root, 'integrations/package.json'));
    return made;
  }

  close(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }

  private async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  /** Options for deploying it to an environment, with what is set there and nothing else. */
  options(env: Record<string, string>, changes: Partial<DeployOptions> = {}): DeployOptions {
    return {
      root: this.root,
      environment: 'dev',
      integration: 'halo-psa',
      dryRun: false,
      allowDestructive: false,
      deactivateOtherEvents: false,
      show: false,
      env: { PATH: process.env['PATH'], HOME: this.root, ...env },
      ...changes,
    };
  }
}

/** An environment of the stand-in with integrations, and what others deploy to it. */
export class NangoEnvironment {
  private constructor(
    readonly platform: RunningPlatform,
    readonly nango: Nango,
  ) {}

  /** @param integrations their providers by key */
  static async open(integrations: Record<string, string>): Promise<NangoEnvironment> {
    const definitions = [join(REPOSITORY, 'providers/halo-psa.yaml')];
    const platform = await startPlatform({ storage: 'memory', definitions });
    const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
    for (const [unique_key, provider] of Object.entries(integrations)) {
      await nango.createIntegration({ provider, unique_key });
    }
    return new NangoEnvironment(platform, nango);
  }

  /** What is set for whoever deploys to it. */
  get env(): Record<string, string> {
    return { NANGO_SECRET_KEY_DEV: this.platform.secretKey, NANGO_HOSTPORT: this.platform.url };
  }

  close(): Promise<void> {
    return this.platform.close();
  }

  /** Another project's deployment: one action, and event functions of the kind validate-connection. */
  async deployTheirs(key: string, events: string[], action = 'their-action'): Promise<void> {
    const fileBody = { js: "module.exports.default = { type: 'action', exec: async () => null };", ts: '// theirs' };
    const flow = { type: 'action', syncName: action, providerConfigKey: key, models: [], runs: null, fileBody };
    const body = {
      flowConfigs: [{ ...flow, track_deletes: false, endpoints: [] }],
      onEventScriptsByProvider: [
        { providerConfigKey: key, scripts: events.map((name) => ({ name, event: 'validate-connection', fileBody })) },
      ],
      ...{ deployMode: 'integration', reconcile: true, debug: false, nangoYamlBody: '' },
    };
    await this.#post('/sync/deploy', body);
  }

  /** A connection as an application imports it, without asking Halo. */
  importConnection(provider_config_key: string): Promise<void> {
    const credentials = { type: 'OAUTH2_CC', token: 'x', client_id: 'x', client_secret: 'x' };
    const connection_config = { hostname: 'example.halopsa.com' };
    return this.#post('/connections', { provider_config_key, connection_id: 'one', connection_config, credentials });
  }

  async #post(path: string, body: object): Promise<void> {
    const response = await fetch(this.platform.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.platform.secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** Names of the active functions of an integration, of one type or of all. */
  async active(uniqueKey: string, type?: 'sync' | 'action' | 'on-event'): Promise<string[]> {
    const { data } = await this.nango.listFunctions({ uniqueKey }, { limit: 100, ...(type && { type }) });
    return data.map(({ name }) => name);
  }
}
