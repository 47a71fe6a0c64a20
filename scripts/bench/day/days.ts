import { declaredSyncs, playDay, type Day, type SyncDay } from './day.js';
import type { DaySizes } from './sizes.js';

/** The same day of the syncs that start by themselves, and of those that somebody has to start. */
export interface Days {
  readonly usual: Day;
  readonly optional: readonly SyncDay[];
}

/** Plays the day twice, so that the optional syncs take nothing from the request budget of the others. */
export async function playDays(sizes: DaySizes): Promise<Days> {
  const syncs = await declaredSyncs();
  const usual = await playDay(
    syncs.filter(({ startsByItself }) => startsByItself),
    sizes,
  );
  const others = syncs.filter(({ startsByItself }) => !startsByItself);
  const optional = sizes.withOptional ? (await playDay(others, sizes)).syncs : [];
  return { usual, optional };
}
