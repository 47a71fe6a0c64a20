import { agentFor } from './certificates.js';
import { compile } from './compile.js';
import { functionsOf, readCompiled, type Compiled } from './compiled.js';
import { loadEnvironment, type Environment } from './environment.js';
import type { FunctionName } from './functions.js';
import { otherEvents, refuseLoss, survey } from './others.js';
import { DeployProblem } from './problem.js';
import { reviewRemovals } from './removals.js';
import { send, type Delivery } from './send.js';
import { Server } from './server.js';
import { contentsOf, shipmentFor } from './shipment.js';
import { nangoRootFor } from './nango-root.js';
import { targetOf } from './target.js';

export interface DeployOptions {
  /** Folder that holds `integrations/`. */
  readonly root: string;
  /** Environment of Nango, such as `dev`; chooses the secret key. */
  readonly environment: string | undefined;
  /** Key of the integration in Nango that gets the functions. */
  readonly integration: string;
  /** Do everything but ask and send. */
  readonly dryRun: boolean;
  /** Allow the removal of functions that have connections. */
  readonly allowDestructive: boolean;
  /** Allow deactivating event functions of integrations without this package. */
  readonly deactivateOtherEvents: boolean;
  /** Show what the CLI prints, and what is done. */
  readonly show: boolean;
  readonly env: Environment;
}

/** What was deployed; for a dry run, what would be. */
export type DeployOutcome =
  ({ readonly isDryRun: false } & Delivery) | { readonly isDryRun: true; readonly functions: readonly FunctionName[] };

/**
 * Deploys the functions of this package to one integration of a Nango environment. The event functions of other integrations
 * that hold this package stay active; if there are any of other projects, nothing is sent unless that is allowed.
 *
 * The platform's CLI compiles, and what it would send is sent from here: it can send one integration or replace the whole
 * environment, and in both cases deactivates event functions that must stay active (docs/decisions.md).
 *
 * @throws {DeployProblem} whose message says what to do.
 */
export async function deploy(options: DeployOptions): Promise<DeployOutcome> {
  const { root, environment, integration, dryRun, show } = options;
  if (!environment) {
    throw new DeployProblem('Name the environment of Nango to deploy to, for example `npm run deploy -- dev`.');
  }
  if (!/^[a-z0-9][a-z0-9_-]*$/i.test(integration)) {
    throw new DeployProblem(
      `"${integration}" cannot be an integration's folder; use letters, digits, hyphens and underscores.`,
    );
  }
  const env = await loadEnvironment(root, options.env);
  const target = targetOf(environment, env);
  if (dryRun) return { isDryRun: true, functions: functionsOf(await compileFor(options)) };

  const server = new Server(target, await agentFor(env));
  const found = await survey(server, integration);
  const compiled = await compileFor(options);
  const others = await otherEvents(server, found, functionsOf(compiled));
  refuseLoss(others, environment, options.deactivateOtherEvents);
  const shipment = shipmentFor(integration, compiled, others.kept);
  const removed = reviewRemovals(await server.removals(shipment), options.allowDestructive);
  const say = (text: string): void => {
    if (show) console.log(text);
  };
  if (removed !== undefined) say(removed);
  say(`Sending ${contentsOf(shipment).length} functions to ${target.host}.`);
  return { isDryRun: false, ...(await send(server, shipment, others.lost)) };
}

async function compileFor({ root, integration, env, show }: DeployOptions): Promise<Compiled> {
  const nangoRoot = await nangoRootFor(root, integration);
  try {
    await compile({ folder: nangoRoot.folder, env, show });
    return await readCompiled(nangoRoot.folder, integration);
  } finally {
    await nangoRoot.remove();
  }
}
