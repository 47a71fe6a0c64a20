import { z } from 'zod';

/** Fields as pairs, because what stores metadata may change the order of an object's keys. */
const pairs = z.array(z.tuple([z.string(), z.unknown()]));
const fields = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const metadata = z.record(z.string(), z.unknown());

/** One thing that a probe is asked to do. What it did is one answer of the probe. */
export const Step = z.discriminatedUnion('do', [
  z.object({ do: z.literal('save'), records: z.array(pairs) }),
  z.object({ do: z.literal('saveMany'), count: z.number() }),
  /** A text with the character NUL, which not everything can carry as far as this. */
  z.object({ do: z.literal('saveNul'), id: z.string() }),
  z.object({ do: z.literal('saveElsewhere'), model: z.string() }),
  z.object({ do: z.literal('delete'), records: z.array(pairs) }),
  z.object({ do: z.literal('list') }),
  z.object({ do: z.literal('byIds'), ids: z.array(z.string()) }),
  z.object({ do: z.literal('openWindow') }),
  z.object({ do: z.literal('closeWindow') }),

  z.object({ do: z.literal('checkpoint') }),
  z.object({ do: z.literal('saveCheckpoint'), fields }),
  z.object({ do: z.literal('clearCheckpoint') }),
  z.object({ do: z.literal('checkpointLimit'), of: z.enum(['fields', 'text', 'name']), guess: z.number() }),

  z.object({ do: z.literal('setMetadata'), metadata }),
  z.object({ do: z.literal('updateMetadata'), metadata }),
  z.object({ do: z.literal('lock'), key: z.string() }),
  z.object({ do: z.literal('get'), endpoint: z.string(), retries: z.number().optional() }),
  /** Runs steps in the action of the same connection, while this probe goes on waiting. */
  z.object({ do: z.literal('nested'), steps: z.array(metadata) }),

  z.object({ do: z.literal('globals'), names: z.array(z.string()) }),
  z.object({ do: z.literal('modules'), names: z.array(z.string()) }),
  z.object({ do: z.literal('zod') }),
  /** Describes so many schemas; the answer is how many descriptions there were before, `null` if that is not known. */
  z.object({ do: z.literal('describe'), count: z.number() }),
  z.object({ do: z.literal('fill'), bytes: z.number() }),

  /** These end the probe: with an error of the function's own choice, and with any other. */
  z.object({ do: z.literal('refuse'), message: z.string() }),
  z.object({ do: z.literal('break'), message: z.string() }),
]);
export type Step = z.output<typeof Step>;

/** What one step came to. */
export const Answer = z.union([z.strictObject({ error: z.string() }), z.strictObject({ value: z.unknown() })]);
export type Answer = z.output<typeof Answer>;

export const messageOf = (error: unknown): string => String(Reflect.get(Object(error), 'message') ?? error);
