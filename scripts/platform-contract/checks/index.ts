import { actionChecks } from './actions.js';
import type { Check } from './check.js';
import { checkpointChecks } from './checkpoints.js';
import { deploymentChecks } from './deployments.js';
import { eventChecks } from './events.js';
import { metadataChecks } from './metadata.js';
import { proxyChecks } from './proxy.js';
import { readingChecks } from './reading.js';
import { recordChecks } from './records.js';
import { runnerChecks } from './runner.js';
import { syncChecks } from './syncs.js';
import { tokenRequestChecks } from './token-requests.js';
import { tokenChecks } from './tokens.js';

/** Every check, in the order of the table; one for each fact of a profile. */
export const checks: readonly Check[] = [
  ...runnerChecks,
  ...recordChecks,
  ...readingChecks,
  ...checkpointChecks,
  ...metadataChecks,
  ...syncChecks,
  ...actionChecks,
  ...eventChecks,
  ...deploymentChecks,
  ...tokenChecks,
  ...tokenRequestChecks,
  ...proxyChecks,
];
