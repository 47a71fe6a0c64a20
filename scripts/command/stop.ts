/** The signals that ask a command to end, with the exit codes that shells give to what they end. */
const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** How often a command checks whether npm still runs, in milliseconds. */
const parentPause = 200;
/** Requests to stop within this time count as one, because Ctrl-C comes twice, from the terminal and from npm. */
const patience = 1_000;

/** A command was asked to end before it was done. The message says so. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor(
    readonly exitCode: number,
    reason?: string,
  ) {
    super(`Stopped before it was done${reason === undefined ? '' : `, because ${reason}`}.`);
  }
}

/**
 * Listens to everything that asks this process to end: signals, a closed output, and the end of npm.
 * A second request ends the process at once.
 * @returns a signal that is aborted then, with a `Stopped` as its reason
 */
export function watchForStop(): AbortSignal {
  const controller = new AbortController();
  let first = Infinity;
  for (const [name, exitCode] of Object.entries(signals)) {
    process.on(name, () => {
      if (performance.now() - first > patience) process.exit(exitCode);
      first = Math.min(first, performance.now());
      controller.abort(new Stopped(exitCode));
    });
  }
  const stop = (exitCode: number, reason: string): void => {
    controller.abort(new Stopped(exitCode, reason));
  };
  watchOutput(stop);
  watchNpm(stop);
  return controller.signal;
}

/** `… | head` closes the pipe when it has seen enough: 141 is what shells give to a program that such a pipe ends. */
function watchOutput(stop: (exitCode: number, reason: string) => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') stop(141, 'nothing reads its output any more');
      else stop(1, `its output cannot be written (${error.code ?? error.message})`);
    });
  }
}

/**
 * npm passes SIGINT and SIGTERM on to what it runs, which is this process, because the scripts of package.json begin with
 * `exec`. If npm ends in any other way, the only sign is that the parent of this process is gone.
 */
function watchNpm(stop: (exitCode: number, reason: string) => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const { ppid } = process;
  setInterval(() => {
    if (process.ppid !== ppid) stop(signals.SIGTERM, 'npm has ended');
  }, parentPause).unref();
}
