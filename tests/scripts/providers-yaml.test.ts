import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import { mergeProviders } from '../../scripts/providers/merge.js';
import { shipped } from '../providers/definition.js';

const ROOT = join(import.meta.dirname, '../..');
const OFFICIAL = fileURLToPath(new URL('../providers.yaml', import.meta.resolve('@nangohq/providers')));
const OURS = ['halo-psa', 'halo-itsm'];

function entries(text: string): Record<string, unknown> {
  const value: unknown = parse(text);
  if (typeof value !== 'object' || value === null) throw new Error('not a map');
  return { ...value };
}

function without(all: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}

describe('npm run providers -- <file>', () => {
  let folder = '';
  let written = '';
  let official = '';
  let merged: Record<string, unknown> = {};
  let theirs: Record<string, unknown> = {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-'));
    const file = join(folder, 'providers.yaml');
    await execa('npm', ['run', '--silent', 'providers', '--', file], { cwd: ROOT });
    written = await readFile(file, 'utf8');
    official = await readFile(OFFICIAL, 'utf8');
    merged = entries(written);
    theirs = entries(official);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds our entries as shipped', () => {
    expect(merged).toMatchObject(entries(shipped));
  });

  it('leaves every other entry untouched, in the same order', () => {
    const [others, kept] = [without(theirs, OURS), without(merged, OURS)];
    expect(kept).toEqual(others);
    expect(Object.keys(kept)).toEqual(Object.keys(others));
    expect(Object.keys(others).length).toBeGreaterThan(1000);
  });

  it('keeps aliases as aliases, for the server to resolve', () => {
    const aliases = (text: string): string[] => text.match(/^ +alias: .*$/gm) ?? [];
    expect(aliases(written)).toEqual(aliases(official));
    expect(aliases(official).length).toBeGreaterThan(0);
  });

  it('replaces the official entry instead of adding a second one', () => {
    expect(written.match(/^halo-psa:/gm)).toHaveLength(1);
    expect(Object.keys(merged).indexOf('halo-psa')).toBe(Object.keys(theirs).indexOf('halo-psa'));
  });

  it('refuses to run without a file', async () => {
    const run = await execa('npm', ['run', '--silent', 'providers'], { cwd: ROOT, reject: false });
    expect(run.exitCode).not.toBe(0);
    expect(run.stderr).toContain("missing required argument 'file'");
  });
});

describe('mergeProviders', () => {
  it('replaces in place and appends what is new, with comments kept where they were', () => {
    const merged = mergeProviders(
      '# head\na:\n    x: 1\n    # in a\nb:\n    alias: a\n',
      '# ours\nb:\n  y: 2\n\nc:\n  z: 3\n',
    );
    expect(merged).toBe('# head\n\na:\n    x: 1\n    # in a\n\nb:\n  y: 2\n\nc:\n  z: 3\n');
  });

  it('gives the same file when done twice', () => {
    const once = mergeProviders('a:\n    x: 1\n', 'c:\n  z: 3\n');
    expect(mergeProviders(once, 'c:\n  z: 3\n')).toBe(once);
  });
});
