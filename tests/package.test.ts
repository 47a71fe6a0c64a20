import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';

import { execa } from 'execa';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '..');

const versions = z.record(z.string(), z.string()).default({});
const manifest = z.object({
  version: z.string(),
  engines: z.object({ node: z.string() }).optional(),
  scripts: versions,
  dependencies: versions,
  devDependencies: versions,
});

const read = (path: string) => manifest.parse(JSON.parse(readFileSync(join(ROOT, path), 'utf8')));
const own = read('package.json');
const functions = read('integrations/package.json');
const declared = { ...own.dependencies, ...own.devDependencies };

/** Names of the packages that the code of these folders, and the files at the top, import. */
function importedPackages(): Set<string> {
  const folders = ['.', 'connection', 'examples', 'halo', 'records', 'sandbox', 'scripts', 'syncs', 'tests'];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: folder !== '.' })
      .map((file) => join(ROOT, folder, String(file)))
      .filter((file) => /\.(ts|tsx|js|cjs)$/.test(file)),
  );
  const imported = files.flatMap((file) => ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles);
  return new Set(
    imported
      .map(({ fileName }) => /^(@[^/]+\/)?[^/]+/.exec(fileName)?.[0] ?? '')
      .filter((name) => /^[@\w]/.test(name) && !name.startsWith('node:') && !builtinModules.includes(name)),
  );
}

/** What an installed package asks its users to install beside it. */
function peersOf(name: string): Record<string, string> {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return z.object({ peerDependencies: versions }).parse(JSON.parse(readFileSync(file, 'utf8'))).peerDependencies;
}

describe('dependencies', () => {
  /** Types, which the compiler finds by itself, programs that scripts or checks run, and what others ask for. */
  const isUsedOtherwise = (name: string): boolean =>
    name.startsWith('@types/') ||
    Object.values(own.scripts).some((script) => script.split(' ').includes(name)) ||
    existsSync(join(ROOT, `.${name}.json`)) ||
    peers.has(name) ||
    announced.includes(name);
  /** Declared with the dashboard, for parts of it that are not merged yet: browser tests, opening a browser, Postgres. */
  const announced = ['axe-core', 'open', 'pg', 'playwright-core'];
  const peers = new Set(Object.keys(declared).flatMap((name) => Object.keys(peersOf(name))));
  const imported = importedPackages();

  it('are declared where they are imported', () => {
    const known = new Set(Object.keys({ ...declared, ...functions.devDependencies }));
    expect([...imported].filter((name) => !known.has(name))).toEqual([]);
  });

  it('are imported where they are declared', () => {
    expect(Object.keys(declared).filter((name) => !imported.has(name) && !isUsedOtherwise(name))).toEqual([]);
  });

  it('name exact versions, and the zod of the functions', () => {
    const all = { ...declared, ...functions.devDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([]);
    expect(declared['zod']).toBe(functions.devDependencies['zod']);
  });
});

describe('an old Node', () => {
  const check = 'scripts/node-version.cjs';

  /** Runs the check as if the Node were another one. */
  const onNode = (version: string) => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('./${check}');`;
    return execa('node', ['-e', pretend], { cwd: ROOT, reject: false });
  };

  it('is looked for before any command does anything else', () => {
    const others = Object.entries(own.scripts).filter(([, script]) => !script.startsWith(`node ${check} && `));
    expect(others).toEqual([]);
  });

  it.each(['8.17.0', '18.20.8', '20.18.3'])('is told in one sentence: %s', async (version) => {
    const { exitCode, stdout, stderr } = await onNode(version);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(`This package needs Node 20.19.0 or newer, and this is Node ${version}: install Node 22.`);
  });

  it.each(['20.19.0', '20.20.2', '22.0.0', '100.0.0'])('is not found in %s', async (version) => {
    expect(await onNode(version)).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  });
});

describe('the version', () => {
  it('is the same in both packages, and has its released contract and its part in the changelog', () => {
    expect(functions.version).toBe(own.version);
    expect(readdirSync(join(ROOT, 'docs/releases'))).toContain(`${own.version}.yaml`);
    expect(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8')).toMatch(
      new RegExp(`^## ${own.version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)$`, 'm'),
    );
  });
});
