import { explain, type ProblemClass } from './explain.js';
import { watchForStop, Stopped } from './stop.js';

export interface CommandOptions {
  /** Errors whose message is shown to the user as it is. */
  readonly problems?: readonly ProblemClass[];
  /** How long the work may take to end what it started after it was asked to stop, in milliseconds. Default: 0. */
  readonly grace?: number;
}

/**
 * Runs the work of a command to its end and ends the process: with one sentence on stderr and an exit code when it
 * fails, whatever it fails of, or is stopped.
 * @param work is asked by the signal to end what it started; if it then returns, the command ends normally
 */
export async function runCommand(
  work: (signal: AbortSignal) => Promise<unknown>,
  { problems = [], grace = 0 }: CommandOptions = {},
): Promise<void> {
  const signal = watchForStop();
  try {
    await Promise.race([work(signal), stopAfter(signal, grace), uncaught()]);
  } catch (error) {
    const stopped: unknown = signal.reason;
    const ending = stopped instanceof Stopped ? stopped : undefined;
    process.exitCode = ending?.exitCode ?? 1;
    process.stderr.write(`\n${ending?.message ?? explain(error, problems)}\n`);
  }
  // Timers of functions could keep the process running for minutes. The last lines are written first.
  process.stdout.write('', () => process.exit());
}

/** Rejects when the work was asked to end and has had its time. */
function stopAfter(signal: AbortSignal, grace: number): Promise<never> {
  return new Promise((_, reject) => {
    const end = (): void => {
      setTimeout(() => {
        reject(new Stopped(1));
      }, grace);
    };
    signal.addEventListener('abort', end);
  });
}

/** Rejects with uncaught errors. Node would print the whole object, including any request that it holds. */
function uncaught(): Promise<never> {
  return new Promise((_, reject) => process.on('uncaughtException', reject));
}
