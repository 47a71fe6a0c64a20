import type { SyncNeed } from '../records/registry.js';
import type { HaloConnection } from '../halo/transport/connection.js';
import { gatherEvidence } from './evidence.js';
import { readAgent, readHost, toIdentity } from './identity.js';
import { Inquiry } from './inquiry.js';
import { judge } from './judge.js';
import { toFindings } from './judgement.js';
import type { Finding, Identity } from './model.js';
import { neededResources } from './resources.js';

/** Somebody waits in front of a form: seconds, and few requests of a budget that others share. */
const limits = { requests: 10, time: 25_000, patience: 10_000 };

/** The outcome of a connection check. */
export interface CheckOutcome {
  /** Why the connection cannot work at all. */
  readonly refusal: Finding | undefined;
  /** What will not work although the connection does. */
  readonly warnings: Finding[];
}

/**
 * Checks a new connection with at most ten requests and in less than half a minute: hostname, host, product, token and
 * its scopes, acting agent, and the lists that the syncs need, as far as the requests last. Only what can never work is
 * a refusal; a Halo that is slow, busy or out of order at this moment is not.
 *
 * @param needs what the deployed syncs read
 */
export async function checkConnection(connection: HaloConnection, needs: readonly SyncNeed[]): Promise<CheckOutcome> {
  const inquiry = new Inquiry(connection, limits);
  // The token is a moment old: a list that it may not read is refused to the next one too.
  const evidence = await gatherEvidence(inquiry, neededResources(needs), false);
  const findings = toFindings(judge(evidence, inquiry), needs);
  return {
    refusal: findings.find(({ severity }) => severity === 'error'),
    warnings: findings.filter(({ severity }) => severity === 'warning'),
  };
}

/**
 * Finds out the Halo instance and the agent with three requests. What is not known is left out; no error is thrown for it,
 * because the connection exists by then.
 */
export async function identifyConnection(connection: HaloConnection): Promise<Identity> {
  const inquiry = new Inquiry(connection, { ...limits, requests: 3 });
  const host = readHost(await inquiry.ask('/authinfo'), await inquiry.ask('/InstanceInfo'));
  return toIdentity(host, readAgent(await inquiry.ask('/Agent/me')));
}
