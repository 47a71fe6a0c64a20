import type { Call } from '../call.js';

/** Milliseconds between looks for a change; a client that met late changes looks three times so (halo-api.md §2.4). */
const waits = [1_500, 1_500];

/**
 * Looks for what a write did until it is there, a bounded number of times, because Halo may show a change late.
 *
 * @returns what was found; `undefined` when it never was there
 */
export async function lookAgain<Found>(call: Call, look: () => Promise<Found | undefined>): Promise<Found | undefined> {
  for (const wait of [...waits, undefined]) {
    const found = await look();
    if (found !== undefined || wait === undefined) return found;
    await call.client.lifetime.wait('recovery', wait);
  }
  return undefined;
}
