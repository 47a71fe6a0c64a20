import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Connection } from '../consumer/connection.js';
import { DownloadError } from './errors.js';

/** What is used of the client, so that a test can stand in for it. */
export type Proxy = Pick<Nango, 'proxy'>;

/** What Halo answers. */
export interface Answer {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly isNamedFile: boolean;
}

/** What the client throws: an error of axios. Nothing else in it is looked at, because everything else may be secret. */
const Failure = z.object({
  isAxiosError: z.literal(true),
  code: z.string().optional(),
  response: z
    .object({ status: z.number(), headers: z.looseObject({ 'retry-after': z.unknown().optional() }).optional() })
    .optional(),
});

/** Seconds between tries of a request that failed in passing. */
const waits = [1, 4, 15];
/** Most seconds that one answer may ask for. */
const longestWait = 300;

/** Waits so many seconds. */
export type Wait = (seconds: number) => Promise<void>;

/** Asks Halo for an attachment through Nango's proxy. Reading is safe to repeat. @throws DownloadError */
export async function askForAttachment(nango: Proxy, connection: Connection, id: string, wait: Wait): Promise<Answer> {
  for (const pause of [...waits, undefined]) {
    try {
      const { data, headers } = await nango.proxy<ArrayBuffer>({
        ...connection,
        method: 'GET',
        endpoint: `/Attachment/${id}`,
        responseType: 'arraybuffer',
        retries: 0,
      });
      const type: unknown = headers['content-type'];
      return {
        bytes: new Uint8Array(data),
        contentType: typeof type === 'string' ? type : '',
        isNamedFile: headers['content-disposition'] !== undefined,
      };
    } catch (error) {
      const failure = Failure.safeParse(error).data;
      if (failure === undefined) throw error;
      const { status = 0, headers } = failure.response ?? {};
      const permanent = problemOf(status);
      if (permanent !== undefined) throw permanent;
      if (pause === undefined) {
        throw new DownloadError(status === 429 ? 'rate_limited' : 'unavailable', status === 0 ? '' : `${status}`);
      }
      const asked = Number(headers?.['retry-after']);
      await wait(status === 429 ? Math.min(asked > 0 ? asked : longestWait / 5, longestWait) : pause);
    }
  }
  throw new DownloadError('unavailable');
}

/** What no repetition helps against. */
function problemOf(status: number): DownloadError | undefined {
  if (status === 404) return new DownloadError('not_found');
  if (status === 401 || status === 403) return new DownloadError('not_allowed', `${status}`);
  if (status >= 400 && status < 500 && status !== 429) return new DownloadError('refused', `${status}`);
  return undefined;
}
