import { isDeepStrictEqual } from 'node:util';

import { z } from 'zod';

import type { SeenRequest } from '../test-bed/tenant-server.js';
import { mark, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

const Definition = z.object({
  proxy: z.object({ retry: z.object({ after: z.union([z.string(), z.array(z.string())]).optional() }).optional() }),
});
const Retries = z.looseObject({ firstWaitMs: z.number().nullable() });
const statuses = [400, 401, 403, 404, 409, 429, 500, 503];

async function seen(bed: TestBed, word: string): Promise<SeenRequest[]> {
  return (await bed.options.tenant?.seen?.(word)) ?? [];
}

/** Calls the tenant from a function; the requests that arrived. The call's own end does not matter. */
async function call(bed: TestBed, connection: string, answer: string, retries?: number): Promise<SeenRequest[]> {
  const word = mark();
  const endpoint = `/contract/${word}/${answer}`;
  await bed.act(connection, [{ do: 'get', endpoint, ...(retries === undefined ? {} : { retries }) }]);
  return seen(bed, word);
}

/** Milliseconds between the first two requests, to the half second. */
function waitOf([first, second]: SeenRequest[]): number | null {
  return first && second ? Math.round((second.at - first.at) / 500) * 500 : null;
}

/** Whether somebody waited so long. A busy machine adds to a wait and never takes from it. */
function isAbout(wait: number | null, expected: number | null): boolean {
  if (wait === null || expected === null) return wait === expected;
  return wait >= expected && wait < 2 * expected;
}

export const proxyChecks: readonly Check[] = [
  {
    name: 'proxy.retries',
    title: 'Which answers are tried again',
    needs: 'own tenant',
    measure: async (bed) => {
      const connection = await bed.connect();
      const [plain, ...others] = await Promise.all([
        call(bed, connection, 'once/500'),
        ...statuses.map((status) => call(bed, connection, `once/${String(status)}`, 1)),
      ]);
      const counted = statuses.map((status, index) => ({ status, requests: others[index] ?? [] }));
      const server = counted.find(({ status }) => status === 500)?.requests ?? [];
      return {
        withoutOption: plain.length,
        retried: counted.filter(({ requests }) => requests.length > 1).map(({ status }) => status),
        notRetried: counted.filter(({ requests }) => requests.length === 1).map(({ status }) => status),
        firstWaitMs: waitOf(server),
      };
    },
    fits: (measured, expected) => {
      const [seen, known] = [Retries.parse(measured), Retries.parse(expected)];
      const isSoLong = isAbout(seen.firstWaitMs, known.firstWaitMs);
      return isSoLong && isDeepStrictEqual({ ...seen, firstWaitMs: 0 }, { ...known, firstWaitMs: 0 });
    },
  },
  {
    name: 'proxy.retryAfter',
    title: 'Whether Retry-After is followed',
    needs: 'own tenant',
    measure: async (bed) => {
      const { nango, integration, facts } = bed.options;
      const { provider } = (await nango.getIntegration({ uniqueKey: integration })).data;
      const { proxy } = Definition.parse((await nango.getProvider({ provider })).data);
      const isNamed = [proxy.retry?.after ?? []].flat().includes('retry-after');
      const wait = waitOf(await call(bed, await bed.connect(), 'once/429?after=1', 1));
      const expected = isNamed ? 1000 : facts['proxy.retries'].firstWaitMs;
      const named = isNamed ? 'names it' : 'does not name it';
      return isAbout(wait, expected)
        ? 'as the definition says'
        : `waits ${String(wait)} ms, and the definition ${named}`;
    },
  },
  {
    name: 'proxy.unauthorized',
    title: 'What a 401 sets off while the token seems valid',
    needs: 'own tenant',
    measure: async (bed) => {
      const { nango, integration: providerConfigKey } = bed.options;
      const client = mark();
      const connectionId = await bed.connect({ clientId: `${client}.ok` });
      const word = mark();
      const fromServer = nango
        .get({ providerConfigKey, connectionId, endpoint: `/contract/${word}/always/401`, retries: 2 })
        .catch(() => undefined);
      const fromFunction = await call(bed, connectionId, 'always/401', 2);
      await fromServer;
      return {
        fromFunction: fromFunction.length,
        fromServer: (await seen(bed, word)).length,
        renewals: (await seen(bed, client)).length,
      };
    },
  },
];
