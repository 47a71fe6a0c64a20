import { listed, placeOf, type DeployedFunction } from './functions.js';
import type { OtherEvents } from './others.js';
import { DeployProblem } from './problem.js';
import type { Confirmed, Server } from './server.js';
import { contentsOf, type Shipment } from './shipment.js';

/** A function with the version that the server gave or confirmed. */
export interface VersionedFunction extends DeployedFunction {
  readonly version: string;
}

/** What a deployment came to. */
export interface Delivery {
  /** Everything that was sent, event functions of other integrations included. */
  readonly deployed: readonly VersionedFunction[];
  /** Event functions of other integrations that were active before, and are not any more. */
  readonly switchedOff: readonly DeployedFunction[];
}

/**
 * Deploys, and then asks the server what is active: an answer without an error does not mean that.
 * @param lost event functions of others that are expected to go
 * @param mode `single` removes nothing that the shipment lacks
 * @throws {DeployProblem} when something that was sent was not confirmed, or is not active afterwards
 */
export async function send(
  server: Server,
  shipment: Shipment,
  lost: OtherEvents['lost'],
  mode: 'integration' | 'single' = 'integration',
): Promise<Delivery> {
  const confirmed = await server.deploy(shipment, mode);
  const contents = contentsOf(shipment);
  const active = new Set<string>();
  for (const key of new Set([...contents, ...lost].map(({ integration }) => integration))) {
    for (const one of await server.functions(key)) active.add(placeOf(one));
  }
  const deployed = verifyDeployed(contents, confirmed, active);
  return { deployed, switchedOff: lost.filter((one) => !active.has(placeOf(one))) };
}

/**
 * Compares what was sent with what the server confirmed, and with what it lists as active.
 * @param active places of functions
 * @throws {DeployProblem} naming what is missing
 */
function verifyDeployed(
  contents: readonly DeployedFunction[],
  confirmed: readonly Confirmed[],
  active: ReadonlySet<string>,
): VersionedFunction[] {
  const versioned = contents.map((one) => {
    const answer = confirmed.find(
      ({ providerConfigKey, type, name }) =>
        providerConfigKey === one.integration && type === one.type && name === one.name,
    );
    return { ...one, version: answer?.version };
  });
  const unconfirmed = versioned.filter(({ version }) => version === undefined);
  if (unconfirmed.length > 0) {
    throw new DeployProblem(
      `The server answered without an error, but did not confirm ${listed(unconfirmed)}. They may not be deployed: look ` +
        'at the deployment in the logs of Nango, then run this again.',
    );
  }
  const inactive = contents.filter((one) => !active.has(placeOf(one)));
  if (inactive.length > 0) {
    throw new DeployProblem(
      `The server confirmed the deployment, but ${listed(inactive)} ${inactive.length === 1 ? 'is' : 'are'} not active ` +
        'after it. Another deployment to the environment may have happened at the same time; run this again.',
    );
  }
  return versioned.flatMap(({ version, ...one }) => (version === undefined ? [] : [{ ...one, version }]));
}
