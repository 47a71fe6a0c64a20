import { z } from 'zod';

import { refusalIn, type ApiAnswer, type Refused } from '../api.js';
import { mark, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';

/** Words that the contract's tenant refuses with, and what any other authorisation server says. */
const reasons = /probe is not welcome|invalid_client|unauthorized_client|invalid_grant/;

/** Connects as the Connect form does: the server asks the tenant for a token at once. */
async function connectByForm(bed: TestBed, hostname: string, clientId: string): Promise<ApiAnswer> {
  const { nango, api, integration } = bed.options;
  const session = await nango.createConnectSession({
    end_user: { id: 'platform-contract' },
    allowed_integrations: [integration],
  });
  const query = new URLSearchParams({ connect_session_token: session.data.token, 'params[hostname]': hostname });
  const body = { client_id: clientId, client_secret: 'made-up' };
  const answer = await api.ask('POST', `/oauth2/auth/${integration}?${query.toString()}`, body);
  const connected = Connected.safeParse(answer.body).data;
  if (connected) bed.own(connected.connectionId);
  return answer;
}

async function refusedByForm(bed: TestBed, hostname: string, clientId: string): Promise<Refused> {
  const answer = await connectByForm(bed, hostname, clientId);
  if (answer.status < 400) throw new Error('the connection was made, where its token should have been refused');
  return refusalIn(answer);
}

const Connected = z.object({ connectionId: z.string() });
const Coded = z.object({ code: z.string() });

/** The code in a payload, which is an object or a text that holds one. */
function reasonOf({ payload }: Refused): string {
  const value: unknown = typeof payload === 'string' ? parse(payload) : payload;
  return Coded.safeParse(value).data?.code ?? 'none';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A plain text has no code.
    return text;
  }
}

const hostOf = ({ options: { tenant } }: TestBed): string => tenant?.hostname ?? '';

export const tokenChecks: readonly Check[] = [
  {
    name: 'tokens.refusedFirst',
    title: 'A refused token request while connecting',
    needs: 'tenant',
    measure: async (bed) => {
      const refusal = await refusedByForm(bed, hostOf(bed), `${mark()}.refused`);
      const isGiven = reasons.test(JSON.stringify(refusal.payload ?? ''));
      return { ...refusal.facts, reason: isGiven ? 'given' : 'hidden' };
    },
  },
  {
    name: 'tokens.refusedRenewal',
    title: 'A refused token request for a connection that exists',
    needs: 'tenant',
    measure: async (bed) => {
      const { api, integration } = bed.options;
      // Its token is taken as it is until somebody asks for another; the event functions would fail with it otherwise.
      const id = await bed.connect({ clientId: `${mark()}.refused` });
      const path = `/connections/${id}?provider_config_key=${integration}`;
      const refusal = await api.refusal('GET', `${path}&force_refresh=true`);
      const again = await api.refusal('GET', path);
      const all = `${refusal.text}${JSON.stringify(refusal.payload ?? '')}`;
      return {
        ...refusal.facts,
        reason: reasons.test(all) ? 'given' : 'hidden',
        wholeConnection: all.includes('connection_config'),
        again: again.facts,
      };
    },
  },
  {
    name: 'tokens.unknownHost',
    title: 'A tenant whose host does not exist',
    measure: async (bed) => {
      const refusal = await refusedByForm(bed, `${mark()}.invalid`, 'client');
      return { ...refusal.facts, reason: reasonOf(refusal) };
    },
  },
  {
    name: 'tokens.deniedHost',
    title: 'A tenant that the outbound policy denies',
    measure: async (bed) => {
      const refusal = await refusedByForm(bed, '127.0.0.1', 'client');
      return { ...refusal.facts, reason: reasonOf(refusal) };
    },
  },
  {
    name: 'tokens.webPage',
    title: 'A web page where a token was asked for',
    needs: 'own tenant',
    measure: async (bed) => (await refusedByForm(bed, hostOf(bed), `${mark()}.page`)).facts,
  },
];
