import { join } from 'node:path';

import { format, resolveConfig } from 'prettier';

/** Text as prettier would leave it at `path` of the repository, so that `npm run check` has nothing to say about it. */
export async function formatted(root: string, path: string, text: string): Promise<string> {
  const config = await resolveConfig(join(root, path), { editorconfig: true });
  return format(text, { ...config, filepath: path });
}
