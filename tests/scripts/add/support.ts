import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

import { addToProject, type Added, type AddOptions } from '../../../scripts/add/add.js';

export const REPOSITORY = join(import.meta.dirname, '../../..');

const QUIET = ['--no-interactive', '--no-telemetry', '--no-dependency-update'];

/** A copy of this package that a test may change, and a project to add it to, both in one temporary folder. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(): Promise<Workshop> {
    const workshop = new Workshop(await mkdtemp(join(tmpdir(), 'add-')));
    const folders = ['halo', 'records', 'syncs', 'actions', 'connection', 'integrations/halo-psa'];
    const files = [
      'LICENSE',
      'examples/consumer/models.ts',
      'package.json',
      ...['index.ts', 'package.json', '.nango/.gitkeep'].map((file) => `integrations/${file}`),
    ];
    for (const part of [...folders, ...files]) {
      await cp(join(REPOSITORY, part), join(workshop.package, part), { recursive: true });
    }
    return workshop;
  }

  get package(): string {
    return join(this.folder, 'package');
  }

  get project(): string {
    return join(this.folder, 'project');
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** The least that the CLI takes for a Nango root. */
  async makeProject(index = ''): Promise<void> {
    await mkdir(join(this.project, '.nango'), { recursive: true });
    await writeFile(join(this.project, 'index.ts'), index);
  }

  /** A project as the platform's own CLI makes it, with its example integration and this repository's packages. */
  async initProject(): Promise<void> {
    const options = { cwd: this.folder, preferLocal: true, localDir: REPOSITORY, env: offline };
    await execa('nango', ['init', 'project', '--copy', ...QUIET], options);
    await symlink(join(REPOSITORY, 'node_modules'), join(this.project, 'node_modules'));
  }

  /** Runs the CLI in the project; it has to succeed. */
  async nango(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
    const options = { cwd: this.project, preferLocal: true, localDir: REPOSITORY, stdin: 'ignore', all: true } as const;
    const { all } = await execa('nango', [...args, ...QUIET], { ...options, env: { ...offline, ...env } });
    return all;
  }

  add(changes: Partial<AddOptions> = {}): Promise<Added> {
    const defaults = { integration: 'halo-psa', only: undefined, force: false, dryRun: false };
    return addToProject({ repository: this.package, path: this.project, ...defaults, ...changes });
  }

  /** Text of a file of the project. */
  read(path: string): Promise<string> {
    return readFile(join(this.project, path), 'utf8');
  }

  write(path: string, text: string): Promise<void> {
    return writeFile(join(this.project, path), text);
  }

  /** Changes a file of the package, as a new version of it would. */
  async release(version: string, path: string, change: (text: string) => string): Promise<void> {
    const file = join(this.package, path);
    await writeFile(file, change(await readFile(file, 'utf8')));
    const manifest = join(this.package, 'package.json');
    await writeFile(
      manifest,
      (await readFile(manifest, 'utf8')).replace(/"version": "[^"]*"/, `"version": "${version}"`),
    );
  }
}

const offline = { CI: 'true', NANGO_CLI_UPGRADE_MODE: 'ignore' };
