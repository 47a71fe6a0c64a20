import { Nango } from '@nangohq/node';
import { stringify } from 'yaml';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformOptions, RunningPlatform } from '../../../../sandbox/platform/index.js';
import { startPlatform } from '../../../../sandbox/platform/index.js';
import type { Upstream } from './upstream.js';

/** A definition of the test's own: these tests hold the platform, not the product's definition. */
export const definition = {
  display_name: 'Halo PSA',
  categories: ['ticketing'],
  auth_mode: 'OAUTH2_CC',
  token_url: 'https://${connectionConfig.hostname}/auth/token',
  token_request_auth_method: 'basic',
  scope_separator: ' ',
  default_scopes: ['all'],
  token_params: { grant_type: 'client_credentials' },
  proxy: {
    base_url: 'https://${connectionConfig.hostname}/api',
    headers: { accept: 'application/json' },
    retry: { after: ['retry-after'] },
  },
  docs: 'https://example.test',
  connection_config: { hostname: { type: 'string', title: 'Hostname', description: 'Host', order: 1 } },
  credentials: {},
};

export async function definitionFile(overrides: Record<string, unknown> = {}): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'platform-')), 'providers.yaml');
  await writeFile(path, stringify({ 'halo-psa': { ...definition, ...overrides } }));
  return path;
}

export interface TestPlatform extends RunningPlatform {
  nango: Nango;
  /** A request to the API with the key, answered as status and parsed body. */
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>;
  /** Creates the integration and one connection as the Connect form does; the connection's id. */
  connect(params?: Record<string, string>): Promise<string>;
}

export async function startTestPlatform(
  upstream: Upstream | undefined,
  options: PlatformOptions = {},
): Promise<TestPlatform> {
  const platform = await startPlatform({
    storage: 'memory',
    routes: upstream ? [upstream.route] : [],
    definitions: options.definitions ?? [await definitionFile()],
    ...options,
  });
  const nango = new Nango({ host: platform.url, apiKey: platform.secretKey });
  const call: TestPlatform['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(platform.url + path, {
      method,
      headers: {
        authorization: `Bearer ${platform.secretKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return {
    ...platform,
    nango,
    call,
    connect: async (params = {}) => {
      const existing = await nango.listIntegrations();
      if (!existing.configs.some((integration) => integration.unique_key === 'halo-psa')) {
        await nango.createIntegration({ provider: 'halo-psa', unique_key: 'halo-psa' });
      }
      const session = await nango.createConnectSession({ end_user: { id: 'user-1' } });
      const query = new URLSearchParams({ connect_session_token: session.data.token });
      for (const [name, value] of Object.entries({ hostname: 'acme.halopsa.test', ...params })) {
        query.set(`params[${name}]`, value);
      }
      const answer = await call('POST', `/oauth2/auth/halo-psa?${query.toString()}`, {
        client_id: 'client',
        client_secret: 'very-secret',
      });
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return (answer.body as { connectionId: string }).connectionId;
    },
  };
}

/** A deploy body with hand-written bundles, as small as the schema allows. */
export function deployment(
  functions: {
    type: 'sync' | 'action';
    name: string;
    js: string;
    models?: string[];
    runs?: string;
    autoStart?: boolean;
  }[],
  mode: 'all' | 'integration' | 'single' = 'integration',
) {
  return {
    flowConfigs: functions.map(({ type, name, js, models = [], runs = 'every hour', autoStart = false }) => ({
      type,
      syncName: name,
      providerConfigKey: 'halo-psa',
      models,
      runs: type === 'sync' ? runs : null,
      auto_start: autoStart,
      track_deletes: false,
      fileBody: { js, ts: `// ${name}` },
      endpoints: [],
    })),
    onEventScriptsByProvider: [],
    deployMode: mode,
    reconcile: true,
    debug: false,
    nangoYamlBody: '',
    sdkVersion: '0.71.10-zero',
  };
}

/** The text of a bundle that exports a sync or an action whose function body is given; `nango` and `input` are in scope. */
export const bundleCode = (type: 'sync' | 'action' | 'onEvent', body: string): string =>
  `module.exports.default = { type: '${type}', exec: async (nango, input) => { ${body} } };`;
