import { readProfile, selfHosted, type Profile } from '../../sandbox/platform/index.js';
import type { Check } from './checks/check.js';
import { checks } from './checks/index.js';
import { serverOf, type Flags } from './options.js';
import type { Patience } from './polling.js';
import { ContractProblem } from './problem.js';
import { measuredProfile, saveProfile } from './report/profile.js';
import { renderOutcomes } from './report/table.js';
import { refuseToDeactivate } from './test-bed/guard.js';
import { PROVIDER, runSuite, type SuiteOptions } from './suite.js';
import { openServer, openStandIn, type Target } from './target.js';

export interface ContractOptions {
  readonly flags: Flags;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly print: (text: string) => void;
  /** Called with a description of what is being done; not part of the result. */
  readonly progress: (line: string) => void;
  /** Asks the user; `undefined` if there is nobody to ask. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  readonly deploy?: SuiteOptions['deploy'];
  /** Default: as the kind of server needs it. */
  readonly patience?: Patience;
}

/** What an examination came to: `fails` when something differs or was left on the server, `unfinished` when neither is so. */
export type Verdict = 'holds' | 'fails' | 'unfinished';

/** What the command ends with. */
export const exitCodes: Readonly<Record<Verdict, number>> = { holds: 0, fails: 1, unfinished: 2 };

/**
 * Examines a server and prints what it found.
 *
 * @throws ContractProblem, and whatever the signal was aborted with
 */
export async function checkContract(options: ContractOptions): Promise<Verdict> {
  const { flags, env, signal, print, progress, deploy } = options;
  const server = serverOf(flags, env);
  const profile = flags.profile === undefined ? selfHosted : readProfile(flags.profile);
  const chosen = chooseChecks(flags.only);
  const opened = server ? await openServer(server, flags.tenant, flags.tenantPort) : await openStandIn(profile);
  const target = { ...opened, patience: options.patience ?? opened.patience };
  try {
    if (server) await askFirst(options, target);
    const { outcomes, left } = await runSuite({ target, profile, checks: chosen, signal, progress, deploy });
    print(renderOutcomes(outcomes, target.name, profile.name));
    if (flags.saveProfile !== undefined) {
      await saveProfile(flags.saveProfile, outcomes, profile);
      print(`Its profile is in ${flags.saveProfile}.`);
    }
    if (flags.json === true) print(toJson(outcomes, profile));
    if (left.length > 0 || outcomes.some(({ result }) => result === 'differs')) return 'fails';
    return outcomes.some(({ isUnfinished }) => isUnfinished === true) ? 'unfinished' : 'holds';
  } finally {
    await target.close();
  }
}

function toJson(outcomes: Parameters<typeof measuredProfile>[0], profile: Profile): string {
  return JSON.stringify({
    profile: measuredProfile(outcomes, profile),
    checks: outcomes.map(({ name, result, detail }) => ({ name, result, detail })),
  });
}

/** Those of these names, and those whose names begin with them. */
function chooseChecks(only: readonly string[] | undefined): readonly Check[] {
  if (only === undefined) return checks;
  return checks.filter(({ name }) => only.some((word) => name === word || name.startsWith(`${word}.`)));
}

/** @throws ContractProblem when it may not continue */
async function askFirst({ flags, confirm, print }: ContractOptions, { name, api }: Target): Promise<void> {
  await refuseToDeactivate(api, flags.deactivateEventFunctions === true);
  print(
    `On ${name}, in the environment of the given key, this will\n` +
      `- create two integrations of the provider ${PROVIDER} whose keys begin with "contract-",\n` +
      '- deploy seven small functions to them with the Nango CLI,\n' +
      '- create some thirty connections with made-up credentials in them, and let the functions run,\n' +
      '- remove all of it again, also when it is stopped.\n' +
      'It touches nothing else.',
  );
  if (flags.yes === true) return;
  if (!confirm)
    throw new ContractProblem('There is no terminal to ask for confirmation in. Add --yes to continue without it.');
  if (!(await confirm('Go on?'))) throw new ContractProblem('Nothing was done.');
}
