import type { ConnectionDetails, HaloConnection } from '../halo/transport/connection.js';
import type { HaloError } from '../halo/errors.js';
import { readScopes, type Scopes } from '../halo/transport/scopes.js';
import { HostNotFoundError } from '../halo/transport/host-errors.js';
import {
  AuthorisationServerElsewhereError,
  NoTokenError,
  TokenAddressError,
  TokenServerSilentError,
} from '../halo/transport/token-errors.js';
import { connectionOfTokenFailure, readTokenFailure } from '../halo/transport/token-failure.js';
import { teamList } from '../records/teams.js';
import { examineAccess, type Access } from './access.js';
import { checkHostname } from './hostname.js';
import { checkResourceServer } from './resource-server.js';
import { readAgent, readHost, type ActingAgent, type Host } from './identity.js';
import type { Inquiry, Reply } from './inquiry.js';
import { toResource, type Resource } from './resources.js';

/** Everything that an examination found out, before anything is concluded from it. */
export interface Evidence {
  readonly hostname: string | undefined;
  /** What keeps everything else from being looked at. */
  readonly blocked: HaloError | undefined;
  readonly scopes: Scopes;
  /** When the token ends, ISO 8601. */
  readonly expiresAt: string | undefined;
  /** The answers about host and agent, in the order of asking. */
  readonly replies: readonly Reply[];
  readonly host: Host;
  readonly agentReply: Reply;
  readonly agent: ActingAgent | undefined;
  readonly access: readonly Access[];
  /** Teams that the agent is shown; asked only when a list is empty or the syncs need it. */
  readonly teams: Access | undefined;
}

const unasked: Reply = { kind: 'unasked' };

const nothing: Omit<Evidence, 'hostname' | 'blocked'> = {
  scopes: { asked: undefined, granted: undefined },
  expiresAt: undefined,
  replies: [],
  host: readHost(unasked, unasked),
  agentReply: unasked,
  agent: undefined,
  access: [],
  teams: undefined,
};

/**
 * Looks at a connection in the order in which things can go wrong: hostname, host, agent, lists.
 *
 * @param mayRenew whether a list that is refused is asked for once more with a new token
 */
export async function gatherEvidence(
  inquiry: Inquiry,
  resources: readonly Resource[],
  mayRenew: boolean,
): Promise<Evidence> {
  const { details, problem } = await readConnection(inquiry.connection);
  const { connection_config: config = {} } = details ?? {};
  const hostname = config['hostname'];
  // Before the first request: a hostname with a path in it sends requests, and the token with them, somewhere else, and
  // so does the address of another host. A connection without a token shows both too, and a wrong one is the likelier
  // reason then.
  const wrongAddress = details && (checkHostname(hostname) ?? checkResourceServer(config['resource_server'], hostname));
  if (wrongAddress || typeof hostname !== 'string') {
    return { ...nothing, hostname: undefined, blocked: wrongAddress ?? problem };
  }
  if (problem) return { ...nothing, hostname, blocked: problem };
  const authInfo = await inquiry.ask('/authinfo');
  const isDead = authInfo.kind === 'unavailable' || authInfo.kind === 'token';
  const instanceInfo = isDead ? unasked : await inquiry.ask('/InstanceInfo');
  const { reply: agentReply } = isDead ? { reply: unasked } : await inquiry.askWithNewToken('/Agent/me');
  const host = readHost(authInfo, instanceInfo);
  const found = {
    hostname,
    replies: [authInfo, instanceInfo, agentReply],
    host,
    agentReply,
    agent: readAgent(agentReply),
  };
  const access: Access[] = [];
  for (const resource of isDead ? [] : resources) {
    if (isRenewalFailed(inquiry)) break;
    // The last question is kept for the teams, which tell a blind agent from an empty Halo.
    const isKept = inquiry.left === 1 && resource.name !== 'teams' && access.some(({ state }) => state === 'empty');
    access.push(
      isKept ? { resource, state: 'unasked', cured: false } : await examineAccess(inquiry, resource, mayRenew),
    );
  }
  const teams = isDead ? undefined : await findTeams(inquiry, access);
  const renewed = inquiry.renewal === 'renewed' ? await readConnection(inquiry.connection) : undefined;
  const current = renewed?.details ?? details;
  return {
    ...found,
    blocked: tokenProblem(inquiry, found.replies, host, config['token_url'] ?? `https://${hostname}/auth/token`),
    scopes: readScopes(current ?? {}),
    expiresAt: readExpiry(current?.credentials),
    access,
    teams,
  };
}

/** The connection, and what prevents it from having a token. What is known about it is reported in both cases. */
async function readConnection(
  connection: HaloConnection,
): Promise<{ details: ConnectionDetails | undefined; problem?: HaloError }> {
  try {
    return { details: await connection.getConnection() };
  } catch (error) {
    const problem = readTokenFailure(error);
    if (problem === undefined) throw error;
    return { details: connectionOfTokenFailure(error), problem };
  }
}

function isRenewalFailed({ renewal }: Inquiry): boolean {
  return renewal !== undefined && renewal !== 'renewed';
}

/** The list of teams tells a blind agent from an empty Halo (halo-api.md §1.5). */
async function findTeams(inquiry: Inquiry, access: readonly Access[]): Promise<Access | undefined> {
  const known = access.find(({ resource }) => resource.name === 'teams');
  if (known && known.state !== 'unasked') return known;
  if (!access.some(({ state }) => state === 'empty')) return undefined;
  return examineAccess(inquiry, toResource(teamList, []), false);
}

/** Why no token can be had, when none can. */
function tokenProblem(
  { renewal }: Inquiry,
  replies: readonly Reply[],
  { authorisationServer }: Host,
  tokenUrl: unknown,
): HaloError | undefined {
  const reply = replies.find((one) => one.kind === 'token');
  const problem = renewal === 'renewed' ? undefined : (renewal ?? reply?.problem);
  if (problem === undefined) return undefined;
  const couldBeElsewhere = [NoTokenError, TokenAddressError, TokenServerSilentError, HostNotFoundError];
  const server = hostOf(authorisationServer);
  if (server === undefined || server === hostOf(tokenUrl)) return problem;
  if (!couldBeElsewhere.some((kind) => problem instanceof kind)) return problem;
  return new AuthorisationServerElsewhereError(`${String(authorisationServer).replace(/\/+$/, '')}/token`);
}

function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname.toLowerCase() : undefined;
}

function readExpiry(credentials: unknown): string | undefined {
  if (typeof credentials !== 'object' || credentials === null || !('expires_at' in credentials)) return undefined;
  const { expires_at: at } = credentials;
  return typeof at === 'string' ? at : undefined;
}
