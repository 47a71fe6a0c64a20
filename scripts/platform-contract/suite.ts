import type { Profile } from '../../sandbox/platform/index.js';
import type { Compiled } from '../deploy/compiled.js';
import { refusalIn } from './api.js';
import { examine, type Check, type Outcome } from './checks/check.js';
import { inParallel } from './polling.js';
import { Belongings } from './test-bed/belongings.js';
import { deployProbes, type Deployment } from './test-bed/functions.js';
import { deactivateOwn } from './test-bed/second.js';
import { mark, TestBed } from './test-bed/test-bed.js';
import type { Target } from './target.js';

/** Provider of the integrations; its definition comes with Nango. */
export const PROVIDER = 'halo-psa';
const atOnce = 6;

export interface SuiteOptions {
  readonly target: Target;
  /** What is expected. */
  readonly profile: Profile;
  readonly checks: readonly Check[];
  readonly signal: AbortSignal;
  /** Called with a description of what is being done. */
  readonly progress: (line: string) => void;
  /** Brings the probes to the server. Default: with the platform's CLI. */
  readonly deploy?: ((deployment: Deployment) => Promise<Compiled>) | undefined;
}

export interface SuiteResult {
  readonly outcomes: readonly Outcome[];
  /** What could not be removed from the server again, in words. */
  readonly left: readonly string[];
}

/**
 * Makes two integrations with probes on a server, examines it, and removes everything again, whatever happened.
 *
 * @throws ContractProblem when the probes cannot be deployed, and when it was aborted; all is removed then too
 */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const belongings = new Belongings();
  const outcomes = await examineAll(options, belongings).catch(async (error: unknown) => {
    reportLeft(options, await removeAll(options, belongings));
    throw error;
  });
  const left = await removeAll(options, belongings);
  reportLeft(options, left);
  return { outcomes, left };
}

function removeAll({ progress }: SuiteOptions, belongings: Belongings): Promise<string[]> {
  progress('Remove everything again');
  return belongings.removeAll();
}

function reportLeft({ target, progress }: SuiteOptions, left: readonly string[]): void {
  if (left.length > 0) progress(`Could not remove from ${target.name}, remove it by hand: ${left.join('; ')}`);
}

async function examineAll(options: SuiteOptions, belongings: Belongings) {
  const { target, profile, checks, signal, progress, deploy = deployProbes } = options;
  const { nango, api, tenant, patience } = target;
  const integration = `contract-${mark()}`;
  const second = `${integration}-second`;
  for (const key of [integration, second]) {
    progress(`Create the integration ${key}`);
    belongings.add(`the integration ${key} with its functions`, () => removeIntegration(target, key));
    await nango.createIntegration({ provider: PROVIDER, unique_key: key });
  }
  progress('Compile and deploy the probes with the Nango CLI');
  // An integration that is deleted leaves its event functions behind as active.
  belongings.add('event functions of the integrations', () => deactivateOwn({ api, second }, integration));
  const compiled = await deploy({ url: target.url, key: target.key, integration, signal });
  const { facts } = profile;
  const bed = new TestBed({ nango, api, facts, integration, second, tenant, patience, belongings, compiled, signal });
  const look = async (check: Check): Promise<Outcome> => {
    signal.throwIfAborted();
    const outcome = await examine(check, bed);
    progress(`${outcome.result.padEnd(8)} ${check.name}`);
    return outcome;
  };
  const usual = await inParallel(
    checks.filter(({ isLast = false }) => !isLast),
    atOnce,
    look,
  );
  const last: Outcome[] = [];
  for (const check of checks) if (check.isLast === true) last.push(await look(check));
  signal.throwIfAborted();
  const outcomes = [...usual, ...last];
  return checks.flatMap(({ name }) => outcomes.filter((outcome) => outcome.name === name));
}

/** It is not an error if it does not exist. */
async function removeIntegration({ api }: Target, key: string): Promise<void> {
  const answer = await api.ask('DELETE', `/integrations/${key}`);
  if (answer.status >= 400 && answer.status !== 404) throw refusalIn(answer);
}
