import { amount } from '../terminal/amount.js';
import { listed } from './functions.js';
import { DeployProblem } from './problem.js';
import type { Removals } from './server.js';

/**
 * Finds out what the integration would lose.
 * @returns what is removed without asking, because nothing hangs on it: empty, or a line to show
 * @throws {DeployProblem} when syncs with connections, or models with records, would be removed and the options do not allow it
 */
export function reviewRemovals(removals: Removals, allowDestructive: boolean): string | undefined {
  const { deletedSyncs, deletedActions, deletedOnEventScripts, deletedModels } = removals;
  const used = deletedSyncs.filter(({ connections }) => connections > 0);
  const costly = [
    ...used.map(({ name, connections: count }) => `the sync ${name} (${amount(count, 'connection')})`),
    ...deletedModels.map((model) => `the model ${model}`),
  ];
  if (costly.length > 0 && !allowDestructive) {
    throw new DeployProblem(
      `Nothing was deployed, because that would remove ${costly.join(', ')}, with their records. If that is intended, run this ` +
        'again with --allow-destructive.',
    );
  }
  const gone = [...deletedSyncs, ...deletedActions, ...deletedOnEventScripts];
  const names = gone.map(({ name, providerConfigKey: integration }) => ({ name, integration }));
  return gone.length === 0 ? undefined : `This version no longer has ${listed(names)}, which will be removed.`;
}
