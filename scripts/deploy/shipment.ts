import type { OnEventScriptsByProvider } from '@nangohq/types';

import { functionsOf, type Compiled, type Flow } from './compiled.js';
import { identityOf, type DeployedFunction } from './functions.js';
import { DeployProblem } from './problem.js';

/** What one deployment sends: the syncs and actions of one integration, and event functions of one or several. */
export interface Shipment {
  /** Key of the integration that is deployed to. */
  readonly integration: string;
  readonly flows: readonly Flow[];
  /** Those of `integration` first: the server takes the first for the scope in which it looks for removals. */
  readonly events: readonly OnEventScriptsByProvider[];
}

/**
 * The functions of one integration, and those event functions of others that are to stay active, in this version.
 *
 * @throws {DeployProblem} where two functions of different types have one name: the server keeps code by name and version,
 *   so that the one that is sent last would take the place of the other (docs/reference/nango-platform.md, section 7)
 */
export function shipmentFor(integration: string, compiled: Compiled, kept: readonly DeployedFunction[]): Shipment {
  refuseSharedNames(compiled);
  const wanted = new Map([[integration, new Set(functionsOf(compiled).map(identityOf))]]);
  for (const one of kept) wanted.set(one.integration, (wanted.get(one.integration) ?? new Set()).add(identityOf(one)));
  const events = [...wanted].map(([providerConfigKey, identities]) => ({
    providerConfigKey,
    scripts: compiled.events.filter((script) => identities.has(identityOf({ type: 'on-event', ...script }))),
  }));
  return { integration, flows: compiled.flows, events: events.filter(({ scripts }) => scripts.length > 0) };
}

function refuseSharedNames(compiled: Compiled): void {
  const types = new Map<string, Set<string>>();
  for (const { name, type } of functionsOf(compiled)) types.set(name, (types.get(name) ?? new Set()).add(type));
  const shared = [...types].filter(([, of]) => of.size > 1).map(([name]) => name);
  if (shared.length === 0) return;
  throw new DeployProblem(
    `Functions of different types have the name ${shared.join(' and ')}, and the server would keep the code of only one of ` +
      'them. Give each a name of its own.',
  );
}

/** Everything in it, by integration. */
export function contentsOf({ integration, flows, events }: Shipment): DeployedFunction[] {
  return [
    ...flows.map(({ type, syncName: name }) => ({ integration, type, name })),
    ...events.flatMap(({ providerConfigKey, scripts }) =>
      scripts.map(({ name, event }) => ({ integration: providerConfigKey, type: 'on-event' as const, name, event })),
    ),
  ];
}
