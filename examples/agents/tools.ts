import { readFile } from 'node:fs/promises';

import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import { callFunction, functionError } from '../consumer/call-function.js';
import type { Connection } from '../consumer/connection.js';

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

/** The tools of a set, for one connection. */
export async function toolsFor(
  nango: Pick<Nango, 'triggerAction'>,
  connection: Connection,
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
        try {
          return await callFunction(nango, connection, name, given);
        } catch (error) {
          const payload = functionError(error);
          if (payload === undefined) throw error;
          return { error: payload };
        }
      },
    }));
}
