import { isRow } from '../../../halo/values/rows.js';
import { cannotBeRead, differs, holds, unknown, type Question } from '../question.js';
import { idsOf } from '../samples.js';

const scopelessRefused: Question = {
  name: 'tokens.scopelessRefused',
  asks: 'A token without a scope, and a call with it.',
  async ask({ halo }) {
    const token = await halo.askToken({ scope: undefined });
    if (token === undefined) return unknown('No token is given out without a scope.');
    const { status } = await halo.get('Status', {}, token);
    if (status === 401 || status === 403) return holds('The token is refused.');
    return differs('The token works.', { tokens: { scopelessRefused: false } });
  },
};

const expiresIn: Question = {
  name: 'tokens.expiresIn',
  asks: 'For how long the token of this survey is valid, according to Halo.',
  async ask({ halo }) {
    const seconds = (await halo.token()).expiresIn;
    if (seconds === undefined) return unknown('The answer does not say.');
    if (seconds === 3600) return holds('3,600 seconds.');
    return differs(`${seconds} seconds.`, { tokens: { expiresIn: seconds } });
  },
};

const acceptsBasic: Question = {
  name: 'tokens.acceptsBasic',
  asks: 'A token with the credentials in a Basic header, as Nango sends them.',
  async ask({ halo }) {
    const token = await halo.askToken({ scope: halo.credentials.scopes ?? 'all', basic: true });
    return token ? holds('It is given out.') : differs('It is refused.', { tokens: { acceptsBasic: false } });
  },
};

const tenantRequired: Question = {
  name: 'tokens.tenantRequired',
  asks: 'Whether a token is given out without `?tenant=`.',
  async ask({ halo }) {
    await halo.token();
    if (halo.tenant === undefined) return holds('It is.');
    // The name of the tenant is not passed on: any will do for the simulated one.
    return differs('It is not.', { tokens: { tenantRequired: 'acme' } });
  },
};

const revokesEarlier: Question = {
  name: 'tokens.revokesEarlier',
  asks: 'A second token, and a call with the first one.',
  async ask({ halo }) {
    const scope = halo.credentials.scopes ?? 'all';
    const first = await halo.askToken({ scope });
    const second = await halo.askToken({ scope });
    if (first === undefined || second === undefined) return unknown('No further token is given out.');
    if ((await halo.get('Status', {}, first)).status !== 401) return holds('The first one still works.');
    if ((await halo.get('Status', {}, second)).status === 401) return unknown('Both are refused.');
    return differs('The first one is refused.', { tokens: { revokesEarlier: true } });
  },
};

const tokenHost: Question = {
  name: 'tokens.hostname',
  asks: 'Whether `/api/authinfo` names the same host for tokens.',
  async ask({ halo }) {
    const { body } = await halo.open('authinfo');
    const address = isRow(body) ? body['auth_url'] : undefined;
    if (typeof address !== 'string' || !URL.canParse(address)) return unknown('It names no address.');
    if (new URL(address).hostname === halo.credentials.hostname.toLowerCase()) return holds('It does.');
    return differs('It names another.', { tokens: { hostname: 'auth.halopsa.test' } });
  },
};

const narrowScopeStatus: Question = {
  name: 'narrowScopeStatus',
  asks: 'A list of customers with a token for tickets only.',
  async ask({ halo }) {
    const token = await halo.askToken({ scope: 'read:tickets' });
    if (token === undefined) return unknown('No such token is given out.');
    const { status } = await halo.get('Client', { pageinate: true, page_no: 1, page_size: 1 }, token);
    if (status === 403) return holds('It is refused with 403.');
    return status === 401
      ? differs('It is refused with 401.', { narrowScopeStatus: 401 })
      : unknown('It is not refused, or in another way.');
  },
};

const deletedTicketById: Question = {
  name: 'deletedTicketById',
  asks: 'By its id, a ticket that the list of deleted ones shows.',
  async ask(samples) {
    const living = new Set(idsOf(await samples.page('Tickets', 1, 20)));
    const id = idsOf(await samples.page('Tickets', 1, 20, { deleted: true })).find(
      (candidate) => !living.has(candidate),
    );
    if (id === undefined) return unknown('No deleted ticket is listed.');
    const { status, body } = await samples.get(`Tickets/${id}`);
    if (status === 404) return holds('It is not found.');
    if (status === 200 && isRow(body) && body['deleted'] === true) {
      return differs('Its row comes.', { deletedTicketById: 'row' });
    }
    return unknown('It is answered in another way.');
  },
};

const agentShowsLimits: Question = {
  name: 'agentShowsLimits',
  asks: 'Whether the acting agent shows the customers and ticket types that it is limited to.',
  async ask(samples) {
    const { body, status } = await samples.get('Agent/me');
    if (status !== 200 || !isRow(body)) return unknown('The acting agent cannot be read.');
    const shows = Array.isArray(body['clients']) || Array.isArray(body['tickettypes']);
    return shows ? holds('It shows such fields.') : differs('It does not.', { agentShowsLimits: false });
  },
};

/** Tokens, and what the agent may see. */
export const accessQuestions: readonly Question[] = [
  scopelessRefused,
  expiresIn,
  cannotBeRead('tokens.endsEarlySeconds', 'a token would have to be used until it expires.'),
  cannotBeRead('tokens.wrongSecretStatus', 'a wrong secret would be a failed login, which may lock the application.'),
  acceptsBasic,
  tenantRequired,
  revokesEarlier,
  tokenHost,
  cannotBeRead('tokens.fixesPermissions', 'somebody would have to change permissions meanwhile.'),
  cannotBeRead('hiddenById', 'the id of a record that the agent may not see is not known.'),
  deletedTicketById,
  narrowScopeStatus,
  agentShowsLimits,
  cannotBeRead('disabledAgent', 'somebody would have to disable the agent.'),
];
