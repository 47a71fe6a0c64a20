import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeDataFolder } from '../../../scripts/start/data.js';
import { StartProblem } from '../../../scripts/start/problem.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'world-'));
});

describe('the folder of a world', () => {
  it('is locked by one process at a time, and released', async () => {
    const first = await takeDataFolder(folder, false);
    await expect(takeDataFolder(folder, false)).rejects.toThrow(`is in use by process ${process.pid}`);
    await first.release();
    await (await takeDataFolder(folder, false)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is released if its process ended without releasing it', async () => {
    await writeFile(join(folder, 'in-use-by'), '999999999');
    await (await takeDataFolder(folder, false)).release();
  });

  it('is not used, and nothing in it is removed, if it contains something else', async () => {
    await writeFile(join(folder, 'letter.txt'), 'Dear');
    await expect(takeDataFolder(folder, true)).rejects.toThrow(StartProblem);
    expect(await readdir(folder)).toEqual(['letter.txt']);
  });

  it('is emptied only on request', async () => {
    await writeFile(join(folder, 'tenant.json'), '{}');
    await (await takeDataFolder(folder, false)).release();
    expect(await readdir(folder)).toEqual(['tenant.json']);
    await (await takeDataFolder(folder, true)).release();
    expect(await readdir(folder)).toEqual([]);
  });
});
