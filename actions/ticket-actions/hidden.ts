import { TooLargeError } from '../errors.js';

/** Ids in a row that belong to nothing, after which no newer action is expected: ids have gaps (halo-api.md §6.10). */
const gap = 3;
/** Newer actions than the list shows that are read one by one; a ticket with more is refused. */
const mostAbove = 60;
/** The first id that an action can be seen under: those before it go with the opening (halo-api.md §6.10). */
const firstId = 3;

interface Range {
  /** The ids that the list shows. */
  readonly shown: ReadonlySet<number>;
  /** The lowest id that the list would show. */
  readonly from: number;
  /** Most ids below the newest shown one that are asked for. */
  readonly mostBelow: number;
}

/**
 * The actions that the list of a ticket leaves out, which each can be read by its id: private notes, silently
 * (halo-api.md §4.7). Those after the newest that it shows are read until there are no more, so that the newest is never
 * missed; of those between, so many, the newest first.
 *
 * @param read one action; `undefined` when there is none
 * @throws TooLargeError when there are too many to be sure
 */
export async function readHidden<Action>(
  { shown, from, mostBelow }: Range,
  read: (id: number) => Promise<Action | undefined>,
): Promise<{ actions: readonly Action[]; isWhole: boolean }> {
  const top = Math.max(firstId - 1, ...shown);
  const actions: Action[] = [];
  for (let id = top + 1, missing = 0; missing < gap; id += 1) {
    if (id > top + mostAbove)
      throw new TooLargeError('The number of private notes after the last other action', String(mostAbove));
    const action = await read(id);
    missing = action === undefined ? missing + 1 : 0;
    if (action !== undefined) actions.push(action);
  }
  const low = Math.max(firstId, from);
  const between = Array.from({ length: Math.max(0, top - low) }, (_, index) => top - 1 - index);
  const left = between.filter((id) => !shown.has(id));
  for (const id of left.slice(0, mostBelow)) {
    const action = await read(id);
    if (action !== undefined) actions.push(action);
  }
  return { actions, isWhole: left.length <= mostBelow };
}
