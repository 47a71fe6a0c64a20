import { z } from 'zod';

import { DownloadError } from './errors.js';

const LinkAnswer = z.strictObject({ link: z.string() }).or(z.looseObject({ link: z.string(), id: z.number() }));

/** The link that an answer holds instead of a file; `undefined` for a file, which may be JSON itself. */
export function linkIn(contentType: string, bytes: Uint8Array): URL | undefined {
  if (!/\bjson\b/i.test(contentType)) return undefined;
  const link = LinkAnswer.safeParse(parse(bytes)).data?.link;
  if (link === undefined) return undefined;
  const url = URL.canParse(link) ? new URL(link) : undefined;
  if (url?.protocol !== 'https:' || `${url.username}${url.password}` !== '') throw new DownloadError('link_unusable');
  return url;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Fetches a file from the host that Halo names, without anything that belongs to the connection: the signature in the link
 * is all that the host wants, and a token would be shown to somebody else.
 *
 * @returns `undefined` when the host refuses the link, which may have ended
 * @throws DownloadError
 */
export async function fetchLink(link: URL, most: number, fetcher: typeof fetch): Promise<Uint8Array | undefined> {
  const response = await fetcher(link, { credentials: 'omit', signal: AbortSignal.timeout(120_000) }).catch(() => {
    // What fetch throws may name the whole link.
    throw new DownloadError('unavailable', 'the host of the file');
  });
  if (response.status >= 400 && response.status < 500) return undefined;
  if (!response.ok) throw new DownloadError('unavailable', `the host of the file, ${response.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream: AsyncIterable<unknown> | Iterable<unknown> = response.body ?? [];
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new DownloadError('unavailable', 'the host of the file');
    size += chunk.length;
    if (size > most) throw new DownloadError('too_large', `more than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
