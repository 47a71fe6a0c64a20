import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parseDeclarations, type SyncDeclaration } from '../../../scripts/contract/declarations.js';
import { compile } from '../../../scripts/deploy/compile.js';
import { addSync } from '../../support/bundles.js';

const root = join(import.meta.dirname, '../../..');
const own = 'tests/conformance/invented';

/**
 * Compiles the declaration of vehicles with the platform's CLI, in a copy that is removed again, and makes the bundle
 * known to all runtimes.
 */
export async function compileVehicles(): Promise<{ declaration: SyncDeclaration; source: string; code: string }> {
  const copy = await mkdtemp(join(tmpdir(), 'invented-'));
  try {
    for (const name of ['halo', 'records', 'syncs', own, 'package.json', 'tsconfig.json']) {
      await cp(join(root, name), join(copy, name), { recursive: true });
    }
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const folder = join(copy, own);
    await compile({ folder, env: process.env });
    const declared = parseDeclarations(await readFile(join(folder, '.nango/nango.json'), 'utf8'));
    const [declaration] = declared.flatMap(({ syncs }) => syncs);
    if (!declaration) throw new Error('The CLI found no declaration of vehicles');
    const code = await readFile(join(folder, 'build/halo-psa_syncs_vehicles.cjs'), 'utf8');
    addSync('vehicles', code);
    return { declaration, code, source: await readFile(join(folder, 'halo-psa/syncs/vehicles.ts'), 'utf8') };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
