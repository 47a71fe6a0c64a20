import type { Terminal } from '../../terminal/terminal.js';
import { Deployments } from './deployments.js';
import { FunctionLibrary } from './library.js';

export interface CompilingOptions {
  readonly root: string;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/** What compiles, and when all is compiled; that never rejects, and tells of a failure where nobody else does. */
export interface Compiling {
  readonly deployments: Deployments;
  readonly compiled: Promise<void>;
  /** Told what it is at. */
  onSay: (text: string) => void;
}

/** Begins to compile the functions of this package, at the next turn. */
export function beginCompiling({ root, signal, terminal }: CompilingOptions): Compiling {
  const say = (text: string): void => {
    compiling.onSay(text);
    deployments.say(text);
  };
  const deployments = new Deployments(new FunctionLibrary({ root, signal, say }));
  const compiling: Compiling = {
    deployments,
    onSay: () => undefined,
    compiled: new Promise((resolve) => {
      setImmediate(() => {
        resolve(
          deployments.compile().catch((error: unknown) => {
            if (signal.aborted) return;
            terminal.print(`Not all functions are there. ${error instanceof Error ? error.message : String(error)}`);
          }),
        );
      });
    }),
  };
  return compiling;
}
