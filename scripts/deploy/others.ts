import type { ApiPublicIntegration } from '@nangohq/types';

import { identityOf, listed, type DeployedFunction, type FunctionName } from './functions.js';
import { DeployProblem } from './problem.js';
import type { Server } from './server.js';

/** The providers that this package is for (`providers/halo-psa.yaml`). */
export const PROVIDERS: readonly string[] = ['halo-psa', 'halo-itsm'];

/** The environment as it was found before anything was compiled. */
export interface Survey {
  readonly integrations: readonly ApiPublicIntegration[];
  /** Keys of the other integrations that may have active event functions. */
  readonly others: readonly string[];
}

/** Active event functions of other integrations, which any deployment deactivates unless it sends them again. */
export interface OtherEvents {
  /** Of integrations that hold this package too: it has their code and sends it along. */
  readonly kept: readonly DeployedFunction[];
  /** Of everything else. */
  readonly lost: readonly DeployedFunction[];
}

/**
 * Asks the server what is there.
 * @throws {DeployProblem} also when it does not answer, does not take the key, or does not have the integration
 */
export async function survey(server: Server, integration: string): Promise<Survey> {
  const withEvents = await server.integrationsWithEvents();
  const integrations = await server.integrations();
  const keys = new Set(integrations.map(({ unique_key: key }) => key));
  if (!keys.has(integration)) {
    const there = keys.size === 0 ? 'no integration at all' : `these: ${[...keys].join(', ')}`;
    throw new DeployProblem(
      `The environment "${server.target.environment}" has no integration "${integration}", it has ${there}. Create it in ` +
        'Nango first, or name another with --integration.',
    );
  }
  return { integrations, others: withEvents.filter((key) => keys.has(key) && key !== integration) };
}

/**
 * Sorts the event functions of other integrations that a deployment would deactivate. An integration holds this
 * package if it is one of Halo's and everything that is deployed on it, a sync or an action at least, is one of `own`.
 */
export async function otherEvents(
  server: Server,
  { integrations, others }: Survey,
  own: readonly FunctionName[],
): Promise<OtherEvents> {
  const identities = new Set(own.map(identityOf));
  const kept: DeployedFunction[] = [];
  const lost: DeployedFunction[] = [];
  for (const key of others) {
    const functions = await server.functions(key);
    const provider = integrations.find(({ unique_key: known }) => known === key)?.provider ?? '';
    const holdsPackage =
      PROVIDERS.includes(provider) &&
      functions.every((one) => identities.has(identityOf(one))) &&
      functions.some(({ type }) => type !== 'on-event');
    (holdsPackage ? kept : lost).push(...functions.filter(({ type }) => type === 'on-event'));
  }
  return { kept, lost };
}

/** @throws {DeployProblem} when others would lose event functions and the options do not allow it */
export function refuseLoss({ lost }: OtherEvents, environment: string, isAllowed: boolean): void {
  if (lost.length === 0 || isAllowed) return;
  throw new DeployProblem(
    `Nothing was deployed, because that would deactivate ${listed(lost)} in "${environment}". With each deployment, Nango ` +
      'deactivates the event functions of all integrations and activates those that were sent, and these belong to ' +
      'another project. To keep them, deploy everything from one project (docs/deploy.md, "Event functions of other ' +
      'integrations"). If they may be deactivated, run this again with --deactivate-other-events.',
  );
}
