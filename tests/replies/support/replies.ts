import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { ScriptedConnection, statusError } from '../../support/connection.js';

const folder = join(import.meta.dirname, '../../fixtures/halo-replies');

/** A reply of Halo's, with invented values and the shape that live tenants were seen to send (halo-api.md §6.13). */
export interface Reply {
  /** The file's name without its ending. */
  readonly name: string;
  /** What was asked, such as `GET /Client/21?includedetails=true`. */
  readonly request: string;
  readonly status: number;
  /** What the platform's proxy hands over: the JSON value, or the text of a body that is none. */
  readonly body: unknown;
  /** The file as it is written, where numbers still have their form (`21.0`). */
  readonly source: string;
}

const File = z.strictObject({
  request: z.string(),
  shows: z.string(),
  status: z.number(),
  body: z.unknown().optional(),
  text: z.string().optional(),
});

/** All replies, by name. */
export const replies: ReadonlyMap<string, Reply> = new Map(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const name = file.replace(/\.json$/, '');
      const source = readFileSync(join(folder, file), 'utf8');
      const { request, status, body, text } = File.parse(JSON.parse(source));
      return [name, { name, request, status, body: text ?? body, source }];
    }),
);

/** One reply by its name. */
export function reply(name: string): Reply {
  const found = replies.get(name);
  if (!found) throw new RangeError(`tests/fixtures/halo-replies has no ${name}.json`);
  return found;
}

/** The endpoint and the parameters of a request, in an order that does not depend on how they were given. */
function requestKey(endpoint: string, params: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(params);
  query.sort();
  return `${endpoint}?${query.toString()}`;
}

/**
 * A connection on which Halo answers with the replies, each to its own request and to no other: what the package asks
 * is thereby compared with what the replies belong to.
 */
export function replayed(): ScriptedConnection {
  const byRequest = new Map<string, Reply>();
  for (const item of replies.values()) {
    const [method = '', target = ''] = item.request.split(' ');
    const url = new URL(target, 'https://halo.invalid');
    if (method === 'GET') byRequest.set(requestKey(url.pathname, Object.fromEntries(url.searchParams)), item);
  }
  return new ScriptedConnection(
    ({ endpoint, params = {} }) => {
      const found = byRequest.get(requestKey(endpoint, params));
      if (!found) throw new RangeError(`no reply belongs to GET ${requestKey(endpoint, params)}`);
      return found.status < 300 ? { data: found.body } : statusError(found.status, found.body);
    },
    { connection_config: { hostname: 'acme.halopsa.test' }, credentials: { raw: reply('token').body } },
  );
}
