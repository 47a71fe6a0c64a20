import { execa } from 'execa';

import { Screen } from './screen.js';

export interface PtyOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly rows: number;
  readonly columns: number;
}

/** A command with a terminal of its own. */
export interface PtyRun {
  readonly screen: Screen;
  /** What is typed on the keyboard; `\x03` is Ctrl-C. */
  type(keys: string): void;
  /** Waits until the screen shows this. */
  sees(text: string): Promise<void>;
  /** Waits for its end. @returns the exit code */
  end(): Promise<number | undefined>;
}

/** Runs a shell's command with a pseudo-terminal: `script` of util-linux makes one, without a native module. */
export function runInTerminal(command: string, { cwd, env, rows, columns }: PtyOptions): PtyRun {
  const screen = new Screen({ rows, columns });
  const line = `stty rows ${rows} cols ${columns}; exec ${command}`;
  const child = execa('script', ['--quiet', '--return', '--flush', '--command', line, '/dev/null'], {
    cwd,
    env: { ...env, TERM: 'xterm-256color', SHELL: '/bin/sh' },
    extendEnv: false,
    reject: false,
    buffer: false,
  });
  const written: Promise<void>[] = [];
  let seen: () => void = () => undefined;
  child.stdout.on('data', (data: Buffer) => {
    written.push(
      screen.write(data).then(() => {
        seen();
      }),
    );
  });
  return {
    screen,
    type: (keys) => child.stdin.write(keys),
    sees: (text) =>
      new Promise((resolve, reject) => {
        seen = () => {
          if (screen.lines.join('\n').includes(text)) resolve();
        };
        seen();
        void child.then(() => {
          reject(new Error(`It ended without showing "${text}":\n${screen.lines.join('\n')}`));
        });
      }),
    end: async () => {
      const { exitCode } = await child;
      await Promise.all(written);
      return exitCode;
    },
  };
}
