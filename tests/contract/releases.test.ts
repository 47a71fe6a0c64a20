import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { breaksLastRelease, newestRelease, storeRelease } from '../../scripts/contract/releases.js';

const contract = (field: string): string =>
  `integrations:\n  halo-psa:\n    syncs:\n      tickets:\n        version: 1.0.0\n        output: Ticket\nmodels:\n  Ticket:\n    id: string\n    ${field}: string\n`;

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'contract-'));
  await packageAt('0.2.0');
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function packageAt(version: string): Promise<void> {
  await writeFile(join(root, 'package.json'), JSON.stringify({ version }));
}

async function released(version: string, text: string): Promise<void> {
  await mkdir(join(root, 'docs/releases'), { recursive: true });
  await writeFile(join(root, `docs/releases/${version}.yaml`), text);
}

describe('the last released contract', () => {
  it('may be missing', async () => {
    expect(await newestRelease(root)).toBeUndefined();
    expect(await breaksLastRelease(root, contract('summary'))).toEqual([]);
  });

  it('is the newest by version, not by name', async () => {
    await released('0.9.0', contract('old'));
    await released('0.10.0', contract('new'));
    await released('notes', 'no version');
    expect(await newestRelease(root)).toMatchObject({ version: '0.10.0', file: 'docs/releases/0.10.0.yaml' });
  });

  it('is what the current one is compared with', async () => {
    await released('0.2.0', contract('summary'));
    expect(await breaksLastRelease(root, contract('summary'))).toEqual([]);
    expect(await breaksLastRelease(root, contract('title'))).toMatchObject([
      { file: 'docs/releases/0.2.0.yaml', line: 10, message: 'sync `tickets`: field `summary` is gone' },
    ]);
  });
});

describe('releasing', () => {
  it('stores the contract under the version of the package', async () => {
    await writeFile(join(root, 'nango.yaml'), contract('summary'));
    expect(await storeRelease(root)).toBe('docs/releases/0.2.0.yaml');
    expect(await readFile(join(root, 'docs/releases/0.2.0.yaml'), 'utf8')).toBe(contract('summary'));
  });

  it('never changes what is released', async () => {
    await released('0.2.0', contract('summary'));
    await writeFile(join(root, 'nango.yaml'), contract('title'));
    await expect(storeRelease(root)).rejects.toThrow('raise the version in package.json');
    expect(await readFile(join(root, 'docs/releases/0.2.0.yaml'), 'utf8')).toBe(contract('summary'));
  });

  it('can be repeated with the same contract', async () => {
    await writeFile(join(root, 'nango.yaml'), contract('summary'));
    await storeRelease(root);
    expect(await storeRelease(root)).toBe('docs/releases/0.2.0.yaml');
  });
});
