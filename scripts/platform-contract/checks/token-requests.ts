import { largest } from '../probes/lib/search.js';
import type { SeenRequest } from '../test-bed/tenant-server.js';
import { mark, type Stage } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

const Minute = 60_000;

/** Token requests of a client that the tenant saw. */
async function requestsOf(stage: Stage, client: string): Promise<SeenRequest[]> {
  return (await stage.options.tenant?.seen?.(client)) ?? [];
}

/** How many token requests reading a connection sets off. */
async function renewals(stage: Stage, expiresInMs: number | undefined, isForced = false): Promise<number> {
  const { nango, integration } = stage.options;
  const client = mark();
  const expiry = expiresInMs === undefined ? {} : { expiresInMs };
  const id = await stage.connect({ clientId: `${client}.ok`, ...expiry });
  // Event functions have read it by then as well; what they set off counts, because somebody has to.
  await nango.getConnection(integration, id, isForced);
  return (await requestsOf(stage, client)).length;
}

const kept = (count: number): string => (count === 0 ? 'kept' : 'renewed');

export const tokenRequestChecks: readonly Check[] = [
  {
    name: 'tokens.request',
    title: 'The token request as it arrives',
    needs: 'own tenant',
    measure: async (stage) => {
      const { nango, integration } = stage.options;
      const client = mark();
      const config = { oauth_scopes: 'read:one,read:two' };
      const id = await stage.connect({ clientId: `${client}.ok`, expiresInMs: -Minute, config });
      await nango.getConnection(integration, id);
      const [request] = await requestsOf(stage, client);
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
    measure: async (stage) => {
      const { marginSeconds } = stage.options.facts['tokens.renewal'];
      // Some seconds on either side, because asking takes a moment.
      const grain = 20;
      const isRenewed = async (units: number) => (await renewals(stage, units * grain * 1000 - 5000)) > 0;
      const margin = (await largest(isRenewed, Math.round(marginSeconds / grain))) * grain;
      return {
        expired: kept(await renewals(stage, -Minute)),
        fresh: kept(await renewals(stage, 60 * Minute)),
        withoutExpiry: kept(await renewals(stage, undefined)),
        forced: kept(await renewals(stage, undefined, true)),
        marginSeconds: margin,
      };
    },
  },
];
