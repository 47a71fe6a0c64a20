import { idOf } from '../../halo/lists/description.js';
import { ImplausibleShrinkageError } from './errors.js';
import type { Run } from '../run.js';

/** So few records may vanish at once without a question, whatever share they are. */
const plausibleLoss = 10;

/** A larger share than this at once looks like an agent who can no longer see the rows, or like an unexpected effect of a setting. */
const plausibleShare = 0.2;

/** Everything at once is asked about too, however little it is: from more than so many records on. */
const smallestWhole = 2;

/**
 * Refuses to report deletions when too many records are to go at once, whatever the reason: their rows do not show any
 * more, or the settings do not select them any more. The customer's developer may confirm that it is intended
 * (`accept_shrinkage` in the connection's metadata).
 *
 * @param before existing records in the cache
 * @param lost how many of them would be reported as deleted
 * @throws ImplausibleShrinkageError
 */
export function guardShrinkage(run: Run, before: number, lost: number): void {
  const { list } = run.source;
  const isEverything = lost === before && lost > smallestWhole;
  if (!isEverything && (lost <= plausibleLoss || lost <= before * plausibleShare)) return;
  if (run.settings.accept_shrinkage?.includes(idOf(list)) === true) return;
  throw new ImplausibleShrinkageError(list, before, lost);
}
