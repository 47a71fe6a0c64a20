import type { Connection } from '../consumer/connection.js';
import { askForAttachment, type Proxy, type Wait } from './ask.js';
import { DownloadError } from './errors.js';
import type { Attachment } from './find.js';
import { fetchLink, linkIn } from './link.js';

export interface DownloadOptions {
  /** Most bytes of the file. */
  readonly most: number;
  readonly fetch?: typeof fetch;
  readonly wait?: Wait;
}

/** How often a new link is asked for, because the one before had ended. */
const links = 2;

const waitSeconds: Wait = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/**
 * The bytes of a file, whichever way Halo gives them. A file of another size than its record says is not returned.
 *
 * @throws DownloadError
 */
export async function download(
  nango: Proxy,
  connection: Connection,
  { attachment_id: id, size_bytes: size }: Pick<Attachment, 'attachment_id' | 'size_bytes'>,
  { most, fetch: fetcher = fetch, wait = waitSeconds }: DownloadOptions,
): Promise<Uint8Array> {
  if (size !== undefined && size > most) throw new DownloadError('too_large', `${size} bytes`);
  for (let tries = 0; tries < links; tries += 1) {
    const { bytes, contentType, isNamedFile } = await askForAttachment(nango, connection, id, wait);
    const link = isNamedFile || bytes.length === size ? undefined : linkIn(contentType, bytes);
    const file = link === undefined ? bytes : await fetchLink(link, most, fetcher);
    if (file !== undefined) return checked(file, size, most);
  }
  throw new DownloadError('link_refused');
}

function checked(file: Uint8Array, size: number | undefined, most: number): Uint8Array {
  if (file.length > most) throw new DownloadError('too_large', `${file.length} bytes`);
  if (size === undefined || file.length === size) return file;
  throw new DownloadError('incomplete', `${file.length} of ${size} bytes`);
}
