import { readFile } from 'node:fs/promises';

import type { Nango } from '@nangohq/node';
import { z } from 'zod';

/** The file of this package that describes its functions as tools. */
const file = new URL('../../docs/tools.json', import.meta.url);

const setNames = ['read', 'triage', 'full'] as const;
export type ToolSetName = (typeof setNames)[number];

const Tools = z.object({
  tools: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      sets: z.array(z.enum(setNames)),
      annotations: z.record(z.string(), z.boolean()),
      takesIdempotencyKey: z.boolean(),
      inputSchema: z.record(z.string(), z.json()),
    }),
  ),
});

/** What the client throws when a function fails: the function's own error stands in `payload`. */
const Failure = z.object({
  response: z.object({ data: z.object({ error: z.object({ payload: z.looseObject({ code: z.string() }) }) }) }),
});

/** What it throws where Nango lost the error of a function that failed. */
const Lost = z.object({
  response: z.object({
    data: z.object({
      error: z.object({ payload: z.object({ error: z.string().regex(/^Task \S+ is in progress$/) }) }),
    }),
  }),
});

/** Calls until the function's own error arrives. */
const attempts = 5;

/** A function as models take it: a name, what it is for, and what it takes. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly annotations: Readonly<Record<string, boolean>>;
  /** JSON Schema of the input. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  /**
   * Calls it.
   *
   * @param input as the model gave it
   * @param callId id of the model's call; repeating a call with the same id makes nothing a second time
   * @returns what the model is told: the output, or the function's error with what to do. A call whose error Nango lost is
   *   repeated, which makes nothing twice
   * @throws what is no answer of a function, such as a refused key
   */
  call(input: Record<string, unknown>, callId: string): Promise<unknown>;
}

interface Connection {
  readonly providerConfigKey: string;
  readonly connectionId: string;
}

/** The tools of a set, for one connection. */
export async function toolsFor(
  nango: Pick<Nango, 'triggerAction'>,
  { providerConfigKey, connectionId }: Connection,
  set: ToolSetName,
): Promise<Tool[]> {
  const { tools } = Tools.parse(JSON.parse(await readFile(file, 'utf8')));
  return tools
    .filter(({ sets }) => sets.includes(set))
    .map(({ name, takesIdempotencyKey, ...described }) => ({
      name,
      ...described,
      call: async (input, callId) => {
        // The key is the program's, not the model's: a model may give another one when it tries again.
        const given = takesIdempotencyKey ? { ...input, idempotency_key: callId } : input;
        for (let attempt = 1; ; attempt += 1) {
          try {
            return await nango.triggerAction(providerConfigKey, connectionId, name, given);
          } catch (error) {
            if (attempt < attempts && Lost.safeParse(error).success) continue;
            const failure = Failure.safeParse(error).data;
            if (failure === undefined) throw error;
            return { error: failure.response.data.error.payload };
          }
        }
      },
    }));
}
