import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The integration whose functions this package declares; the CLI takes the folder's name for the integration's key. */
export const DECLARED = 'halo-psa';

/** A Nango root to deploy from. */
export interface NangoRoot {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/**
 * A Nango root in which the functions belong to the integration `key`. For `halo-psa` that is `integrations/` itself.
 * For any other key, such as `halo-itsm`, it is a copy under that name: the CLI has no option for it.
 */
export async function nangoRootFor(root: string, key: string): Promise<NangoRoot> {
  if (key === DECLARED) return { folder: join(root, 'integrations'), remove: () => Promise.resolve() };
  return copyNangoRoot(root, key);
}

/**
 * A copy of the Nango root beside it: from a sibling folder the declarations' relative imports lead to the same files,
 * and compiling there does not disturb others who use `integrations/` at the same time.
 */
export async function copyNangoRoot(root: string, key: string): Promise<NangoRoot> {
  const source = join(root, 'integrations');
  const folder = await mkdtemp(join(root, '.deploy-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    for (const file of ['package.json', '.nango/.gitkeep']) {
      await cp(join(source, file), join(folder, file), { recursive: true });
    }
    await cp(join(source, DECLARED), join(folder, key), { recursive: true });
    const index = await readFile(join(source, 'index.ts'), 'utf8');
    await writeFile(join(folder, 'index.ts'), index.replaceAll(`'./${DECLARED}/`, `'./${key}/`));
  } catch (error) {
    await remove();
    throw error;
  }
  return { folder, remove };
}
