import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

const REPOSITORY = join(import.meta.dirname, '../..');

/** A command that has ended, and the folders that it had to itself. */
export interface Ran {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home and a folder for temporary files, which a command has to itself: whatever it leaves there can be looked at. */
export class Home {
  private constructor(readonly folder: string) {}

  static async make(): Promise<Home> {
    const folder = await mkdtemp(join(tmpdir(), 'home-'));
    await mkdir(join(folder, 'tmp'));
    return new Home(folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Runs a script of the repository, or of a copy of it, as `npm run` does. Never throws. */
  async run(
    [script = '', ...args]: readonly string[],
    { env = {}, root = REPOSITORY }: { env?: Record<string, string>; root?: string } = {},
  ): Promise<Ran> {
    const { exitCode, stdout, stderr } = await execa('node', ['--import', 'tsx', script, ...args], {
      cwd: root,
      extendEnv: false,
      env: {
        PATH: process.env['PATH'],
        HOME: this.folder,
        TMPDIR: this.path('tmp'),
        INIT_CWD: this.folder,
        CI: 'true',
        ...env,
      },
      reject: false,
    });
    return { exitCode, stdout, stderr };
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
