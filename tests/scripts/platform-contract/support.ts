import { startPlatform, type PlatformOptions, type RunningPlatform } from '../../../sandbox/platform/index.js';
import type { Compiled } from '../../../scripts/deploy/compiled.js';
import { checkContract, type ContractOptions, type Verdict } from '../../../scripts/platform-contract/contract.js';
import type { Flags } from '../../../scripts/platform-contract/options.js';
import { deployProbes, type Deployment } from '../../../scripts/platform-contract/test-bed/functions.js';

let compiled: Compiled | undefined;

/** Compiles and deploys with the real CLI the first time, and sends the same again from then on. */
export async function deployOnce(deployment: Deployment): Promise<Compiled> {
  if (compiled === undefined) return (compiled = await deployProbes(deployment));
  return send(compiled, deployment);
}

const file = { js: "module.exports.default = { type: 'onEvent', exec: async () => null };", ts: '' };

/** Deploys an event function that does nothing in place of the probes: enough for checks that call none of them. */
export function deployNothing(deployment: Deployment): Promise<Compiled> {
  const action: Compiled['flows'][number] = {
    syncName: 'act',
    providerConfigKey: deployment.integration,
    type: 'action',
    version: '1.0.0',
    models: [],
    runs: null,
    track_deletes: false,
    endpoints: [],
    models_json_schema: { definitions: {} },
    metadata: { scopes: [] },
    features: [],
    fileBody: { js: file.js.replace('onEvent', 'action'), ts: '' },
  };
  const events = [{ name: 'validate', event: 'validate-connection', fileBody: file } as const];
  return send({ flows: [action], events }, deployment);
}

async function send(sent: Compiled, { url, key, integration }: Deployment): Promise<Compiled> {
  const response = await fetch(`${url}/sync/deploy`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      flowConfigs: sent.flows.map((flow) => ({ ...flow, providerConfigKey: integration })),
      onEventScriptsByProvider: [{ providerConfigKey: integration, scripts: sent.events }],
      deployMode: 'integration',
      reconcile: true,
      debug: false,
      nangoYamlBody: '',
      sdkVersion: '0.71.10-zero',
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  return sent;
}

/** A stand-in that is checked as a real server would be: from outside, by its address and key. */
export function startServer(options: PlatformOptions = {}): Promise<RunningPlatform> {
  return startPlatform({ storage: 'memory', definitions: [], validateRecords: false, ...options });
}

export interface ContractRun {
  readonly verdict: Verdict;
  /** Everything that was printed, and told on the way. */
  readonly output: string;
  readonly printed: readonly string[];
}

/** Runs the command's work in this process. */
export async function runContract(flags: Flags, more: Partial<ContractOptions> = {}): Promise<ContractRun> {
  const printed: string[] = [];
  const told: string[] = [];
  const verdict = await checkContract({
    flags,
    env: {},
    signal: new AbortController().signal,
    print: (text) => printed.push(text),
    progress: (line) => told.push(line),
    confirm: undefined,
    deploy: deployOnce,
    ...more,
  });
  return { verdict, printed, output: [...told, ...printed].join('\n') };
}
