import type { OnEventScriptsByProvider } from '@nangohq/types';

import { functionsOf, type Compiled, type Flow } from './compiled.js';
import { identityOf, type DeployedFunction } from './functions.js';

/** What one deployment sends: the syncs and actions of one integration, and event functions of one or several. */
export interface Shipment {
  /** Key of the integration that is deployed to. */
  readonly integration: string;
  readonly flows: readonly Flow[];
  /** Those of `integration` first: the server takes the first for the scope in which it looks for removals. */
  readonly events: readonly OnEventScriptsByProvider[];
}

/** The functions of one integration, and those event functions of others that are to stay active, in this version. */
export function shipmentFor(integration: string, compiled: Compiled, kept: readonly DeployedFunction[]): Shipment {
  const wanted = new Map([[integration, new Set(functionsOf(compiled).map(identityOf))]]);
  for (const one of kept) wanted.set(one.integration, (wanted.get(one.integration) ?? new Set()).add(identityOf(one)));
  const events = [...wanted].map(([providerConfigKey, identities]) => ({
    providerConfigKey,
    scripts: compiled.events.filter((script) => identities.has(identityOf({ type: 'on-event', ...script }))),
  }));
  return { integration, flows: compiled.flows, events: events.filter(({ scripts }) => scripts.length > 0) };
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
