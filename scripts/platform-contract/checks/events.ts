import { Refused } from '../api.js';
import { mark, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';
import { fitsRace, isUnfinished } from './race.js';

const tries = 3;

/** The refusal of a connection that the probe is to refuse; `undefined` when it was let in. */
export async function refusedConnection(bed: TestBed, id = `contract-${mark()}`): Promise<Refused | undefined> {
  try {
    await bed.connect({ id, config: { probe: 'refuse' } });
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

async function exists(bed: TestBed, id: string): Promise<boolean> {
  const { api, integration } = bed.options;
  return (await api.ask('GET', `/connections/${id}?provider_config_key=${integration}`)).status === 200;
}

export const eventChecks: readonly Check[] = [
  {
    name: 'events.validation',
    title: 'A connection that validate-connection refuses',
    measure: async (bed) => {
      const refusals: Refused[] = [];
      let left = false;
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const id = `contract-${mark()}`;
        const refusal = await refusedConnection(bed, id);
        if (refusal) refusals.push(refusal);
        left ||= await exists(bed, id);
      }
      const unfinished = refusals.filter(isUnfinished);
      const known = refusals.find((refusal) => !unfinished.includes(refusal)) ?? unfinished[0];
      const isAlwaysRefused = refusals.length === tries && known !== undefined;
      return {
        refused: isAlwaysRefused ? known.facts : 'not always refused',
        connection: left ? 'kept' : 'removed',
        mayBeUnfinished: unfinished.length > 0,
      };
    },
    fits: fitsRace,
  },
  {
    name: 'events.order',
    title: 'When the functions of creation and deletion run',
    measure: async (bed) => {
      const { nango, integration } = bed.options;
      // It waits for what the creation sets off, and has the connection by then.
      const witness = await bed.connectForSync();
      const id = await bed.connect({ config: { witness } });
      await bed.disconnect(id);
      const trace = await nango.getMetadata<Record<string, unknown>>(integration, witness);
      return {
        creation: 'after the connection exists',
        deletion: trace['deleted'] === id ? 'before the connection is gone' : 'not before the connection is gone',
      };
    },
  },
];
