import { InvalidArgumentError, type Command } from 'commander';

import { namesFrom } from '../command/names.js';
import { portNumber } from '../command/numbers.js';
import { typedPath } from '../command/paths.js';
import { checks } from './checks/index.js';
import { ContractProblem } from './problem.js';

/** What the command line says. */
export interface Flags {
  readonly host?: string;
  readonly key?: string;
  readonly tenant?: string;
  readonly tenantPort?: number;
  readonly profile?: string;
  readonly only?: string[];
  readonly saveProfile?: string;
  readonly json?: true;
  readonly yes?: true;
  readonly deactivateEventFunctions?: true;
}

/** A Nango server to check: its address without a slash at the end, and the secret key of one of its environments. */
export interface Server {
  readonly url: string;
  readonly key: string;
}

function address(text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw new InvalidArgumentError('Give an address that begins with https:// or http://.');
  }
  return text.replace(/\/+$/, '');
}

/** Checks and the groups that their names begin with. */
const names: string[] = [...new Set(checks.flatMap(({ name }) => [name.split('.')[0] ?? name, name]))];

export function declareOptions(program: Command): Command {
  return program
    .name('npm run platform-contract --')
    .description(
      'Checks whether a Nango server does what this package relies on: deploys small functions to integrations of its ' +
        'own, lets them try it, and removes everything again. Without --host it checks the stand-in of this package.',
    )
    .option('--host <url>', 'address of the Nango server', address)
    .option('--key <key>', 'secret key of the environment to use; better put it into NANGO_SECRET_KEY')
    .option(
      '--tenant <url>',
      'public address of a tenant, for what needs one; see docs/reference/nango-platform.md, section 21',
      address,
    )
    .option('--tenant-port <n>', "serve the contract's own tenant on this port, to which --tenant leads", portNumber)
    .option('--profile <file>', 'what to expect, instead of the profile of Nango 0.71.4', typedPath)
    .option('--only <checks>', 'names of checks, or of groups of them, separated by commas', namesFrom(names))
    .option('--save-profile <file>', 'write what the server does to a file, as a profile for the stand-in', typedPath)
    .option('--json', 'make the last line of output one JSON object with all results')
    .option('--yes', 'do not ask before anything is made on the server')
    .option('--deactivate-event-functions', 'continue although a deployment deactivates active event functions')
    .addHelpText(
      'after',
      '\nExit code: 0 when nothing differs, 1 when something does or was left on the server, 2 when nothing differs but ' +
        'checks could not be finished, which are reported as unknown.',
    )
    .allowExcessArguments(false);
}

/**
 * The server that is meant; `undefined`: the stand-in.
 *
 * @throws ContractProblem when only half of it is named
 */
export function serverOf({ host, key, tenant, tenantPort }: Flags, env: NodeJS.ProcessEnv): Server | undefined {
  if (tenantPort !== undefined && tenant === undefined) {
    throw new ContractProblem(
      '--tenant-port serves a tenant, but --tenant does not say under which address it is reached.',
    );
  }
  if (host === undefined) {
    if (key !== undefined || tenant !== undefined) {
      throw new ContractProblem('--key and --tenant belong to a real server: name it with --host, or leave them out.');
    }
    return undefined;
  }
  const secret = key ?? env['NANGO_SECRET_KEY'] ?? '';
  if (secret.trim() !== '') return { url: host, key: secret.trim() };
  throw new ContractProblem(
    `There is no secret key for ${host}. Copy that of the environment to use from its settings in Nango, and put it into ` +
      'NANGO_SECRET_KEY or behind --key.',
  );
}
