import { z } from 'zod';

import type { Api } from '../api.js';
import { ContractProblem } from '../problem.js';

const differences = z.object({
  deletedOnEventScripts: z.array(z.object({ name: z.string(), providerConfigKey: z.string(), event: z.string() })),
});

const integrations = z.object({ data: z.array(z.object({ unique_key: z.string() })) });

/**
 * Event functions that are active in the environment, such as `halo-psa: validate-connection`. What a deployment of
 * nothing would remove is everything that there is; asking changes nothing. The server also lists those of integrations
 * that were deleted, which nothing runs.
 */
export async function activeEventFunctions(api: Api): Promise<string[]> {
  const nothing = { flowConfigs: [], onEventScriptsByProvider: [], deployMode: 'all', reconcile: false, debug: false };
  const answer = await api.call('POST', '/sync/deploy/confirmation', nothing);
  const { data } = integrations.parse(await api.call('GET', '/integrations'));
  const existing = new Set(data.map(({ unique_key: key }) => key));
  return differences
    .parse(answer)
    .deletedOnEventScripts.filter(({ providerConfigKey }) => existing.has(providerConfigKey))
    .map(({ name, providerConfigKey }) => `${providerConfigKey}: ${name}`);
}

/** @throws ContractProblem when a deployment would deactivate what others rely on, unless that was allowed */
export async function refuseToDeactivate(api: Api, isAllowed: boolean): Promise<void> {
  if (isAllowed) return;
  const active = await activeEventFunctions(api);
  if (active.length === 0) return;
  throw new ContractProblem(
    `Event functions are active in this environment (${active.join('; ')}). Deploying the probes would switch them off, ` +
      'because a deployment to Nango deactivates every event function of the environment that it does not bring along, ' +
      'and they would have to be deployed again. Use an environment without any, or add --deactivate-event-functions.',
  );
}
