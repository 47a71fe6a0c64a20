import { largest } from '../probes/lib/search.js';
import type { SeenRequest } from '../test-bed/tenant-server.js';
import { mark, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

const Minute = 60_000;

/** Token requests of a client that the tenant saw. */
async function requestsOf(bed: TestBed, client: string): Promise<SeenRequest[]> {
  return (await bed.options.tenant?.seen?.(client)) ?? [];
}

/** How many token requests reading a connection sets off. */
async function renewals(bed: TestBed, expiresInMs: number | undefined, isForced = false): Promise<number> {
  const { nango, integration } = bed.options;
  const client = mark();
  const expiry = expiresInMs === undefined ? {} : { expiresInMs };
  const id = await bed.connect({ clientId: `${client}.ok`, ...expiry });
  // Event functions have read it by then as well; what they set off counts, because somebody has to.
  await nango.getConnection(integration, id, isForced);
  return (await requestsOf(bed, client)).length;
}

const kept = (count: number): string => (count === 0 ? 'kept' : 'renewed');

export const tokenRequestChecks: readonly Check[] = [
  {
    name: 'tokens.request',
    title: 'The token request as it arrives',
    needs: 'own tenant',
    measure: async (bed) => {
      const { nango, integration } = bed.options;
      const client = mark();
      const config = { oauth_scopes: 'read:one,read:two' };
      const id = await bed.connect({ clientId: `${client}.ok`, expiresInMs: -Minute, config });
      await nango.getConnection(integration, id);
      const [request] = await requestsOf(bed, client);
      if (request === undefined) throw new Error('no token request arrived');
      const { scope, ...rest } = request.body;
      return {
        method: request.method,
        type: request.type.split(';')[0],
        credentials: request.scheme === 'Basic' ? 'Basic header' : 'elsewhere',
        body: new URLSearchParams(
          Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
        ).toString(),
        scopes: scope === 'read:one read:two' ? 'from oauth_scopes' : `sent as ${JSON.stringify(scope)}`,
      };
    },
  },
  {
    name: 'tokens.renewal',
    title: 'When a token is renewed',
    needs: 'own tenant',
    measure: async (bed) => {
      const { marginSeconds } = bed.options.facts['tokens.renewal'];
      // Some seconds on either side, because asking takes a moment.
      const grain = 20;
      const isRenewed = async (units: number) => (await renewals(bed, units * grain * 1000 - 5000)) > 0;
      const margin = (await largest(isRenewed, Math.round(marginSeconds / grain))) * grain;
      return {
        expired: kept(await renewals(bed, -Minute)),
        fresh: kept(await renewals(bed, 60 * Minute)),
        withoutExpiry: kept(await renewals(bed, undefined)),
        forced: kept(await renewals(bed, undefined, true)),
        marginSeconds: margin,
      };
    },
  },
];
