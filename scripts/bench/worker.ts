import { fileURLToPath } from 'node:url';

import { execaNode, getEachMessage, sendMessage } from 'execa';
import * as z from 'zod';

const Call = z.object({ command: z.string(), argument: z.unknown() });
const Reply = z.union([z.object({ error: z.string() }), z.object({ result: z.unknown() })]);

export type Commands = Readonly<Record<string, (argument: unknown) => unknown>>;

/** Answers the calls of the parent process, one after the other, until it lets go. To be called by a worker's entry. */
export async function serve(commands: Commands): Promise<void> {
  for await (const message of getEachMessage()) {
    const { command, argument } = Call.parse(message);
    const run = commands[command];
    try {
      if (!run) throw new Error(`This process has no command ${command}`);
      // A message carries JSON: what has no result is sent as null.
      await sendMessage({ result: asJson((await run(argument)) ?? null) });
    } catch (error) {
      await sendMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}

const asJson = (value: unknown) => z.json().parse(JSON.parse(JSON.stringify(value)));

/** A separate process, so that its CPU time and memory are measured separately. */
export interface Worker {
  /** @throws Error what the command threw, or that the answer does not fit `schema` */
  call<T>(command: string, argument: object, schema: z.ZodType<T>): Promise<T>;
  /** Lets the process end by itself, and waits for it. */
  close(): Promise<void>;
}

/**
 * @param name the entry, a file of this folder; it runs through the TypeScript loader like every script here
 * @param stderr `ignore` where the process is meant to die, because Node then tells at length
 */
export function startWorker(
  name: string,
  nodeOptions: readonly string[] = [],
  stderr: 'inherit' | 'ignore' = 'inherit',
): Worker {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child = execaNode(file, {
    ipc: true,
    serialization: 'json',
    buffer: false,
    nodeOptions: ['--import', 'tsx', ...nodeOptions],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdout: 'inherit',
    stderr,
  });
  const ended = child.then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    async call(command, argument, schema) {
      const message = { command, argument: asJson(argument) };
      const [reply] = await Promise.all([child.getOneMessage(), child.sendMessage(message)]);
      const parsed = Reply.parse(reply);
      if ('error' in parsed) throw new Error(`${name} failed at ${command}: ${parsed.error}`);
      return schema.parse(parsed.result);
    },
    async close() {
      if (child.connected) child.disconnect();
      const failure = await ended;
      if (failure instanceof Error) throw failure;
    },
  };
}
