import { link, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SetupError } from '../consumer/errors.js';
import type { Attachment } from './find.js';

/** A name of a file without folders, and without what file systems or shells take for something else. */
export function safeName({ file_name: name = '', attachment_id: id }: Attachment): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const safe = last
    .replace(/[\p{C}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(-150);
  return safe === '' ? `attachment-${id}` : safe;
}

/** Writes a file as a whole or not at all, and over no other one. @returns its path @throws SetupError */
export async function save(folder: string, attachment: Attachment, bytes: Uint8Array): Promise<string> {
  const path = join(folder, safeName(attachment));
  const part = `${path}.${process.pid}.part`;
  try {
    await writeFile(part, bytes, { flag: 'wx' });
    await link(part, path);
    return path;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no reason given';
    if (code === 'EEXIST') throw new SetupError(`${path} is there already. Move it away, or choose another --folder.`);
    throw new SetupError(`${path} cannot be written (${code}).`);
  } finally {
    // It is not there when it could not be made.
    await rm(part, { force: true });
  }
}
