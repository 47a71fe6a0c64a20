import type { Clock } from '../clock.js';
import { covers, GRANTED_FOR_ALL, KNOWN_SCOPES, type Application, type Sight } from './applications.js';
import { html, json, type HaloRequest, type HaloResponse } from './http.js';
import type { Switches } from './switches.js';
import type { Tenant } from './tenant.js';

/** What a token stands for. */
export interface Grant {
  readonly application: Application;
  /** Empty for a token that was asked for without a scope. */
  readonly scopes: readonly string[];
  /** Refusals at the moment of issue, for the switch `tokens.fixesPermissions`. */
  readonly refused: Sight['refused'];
  readonly expiresAt: number;
}

/** An OAuth error body (halo-api.md §1.4). */
function oauthError(status: number, error: string, description: string): HaloResponse {
  return json({ error, error_description: description }, status);
}

function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^basic (.+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { id: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** `/auth/token`: client credentials in a Basic header or in the form body (halo-api.md §1.2). */
export class TokenServer {
  readonly #grants = new Map<string, Grant>();
  #issued = 0;

  constructor(
    private readonly tenant: Tenant,
    private readonly clock: Clock,
    private readonly applications: readonly Application[],
  ) {}

  /** The grant of a request's bearer token; undefined if there is none, or if it has expired. */
  grantOf(request: HaloRequest): Grant | undefined {
    const token = /^bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
    const grant = token === undefined ? undefined : this.#grants.get(token);
    if (token === undefined || grant === undefined) return undefined;
    if (grant.expiresAt > this.clock.now()) return grant;
    this.#grants.delete(token);
    return undefined;
  }

  /** Ends all tokens that were issued, or those of one application. */
  revoke(application?: Application): void {
    for (const [token, grant] of this.#grants) {
      if (application === undefined || grant.application === application) this.#grants.delete(token);
    }
  }

  /** Issues a token without a request, for tests that are not about tokens. */
  issue(application: Application, scopes: readonly string[] = ['all']): string {
    const { tokens } = this.tenant.switches;
    if (tokens.revokesEarlier) this.revoke(application);
    const token = `sim.${String(++this.#issued).padStart(6, '0')}.${application.clientId}`;
    const expiresAt = this.clock.now() + (tokens.expiresIn - tokens.endsEarlySeconds) * 1000;
    this.#grants.set(token, { application, scopes, refused: { ...application.sight.refused }, expiresAt });
    return token;
  }

  handle(request: HaloRequest): HaloResponse {
    const { switches } = this.tenant;
    const { tokens } = switches;
    const host = request.headers['host']?.replace(/:\d+$/, '').toLowerCase();
    if (tokens.hostname !== undefined && host !== tokens.hostname.toLowerCase()) return html(404, 'Not Found');
    if (request.method !== 'POST') return oauthError(400, 'invalid_request', 'The HTTP method is not supported.');
    const form = new URLSearchParams(request.body ?? '');
    if (form.get('grant_type') !== 'client_credentials') {
      return oauthError(400, 'unsupported_grant_type', 'The specified grant type is not supported.');
    }
    if (tokens.tenantRequired !== undefined && request.query.get('tenant') !== tokens.tenantRequired) {
      return oauthError(400, 'invalid_request', 'The tenant is missing or not known.');
    }
    const application = this.#authenticated(request, form, switches);
    if (application === undefined) {
      return oauthError(tokens.wrongSecretStatus, 'invalid_client', 'The specified client credentials are invalid.');
    }
    const asked = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
    const unknown = asked.find((scope) => !KNOWN_SCOPES.has(scope));
    if (unknown !== undefined) {
      return oauthError(400, 'invalid_scope', `The scope ${unknown} does not exist.`);
    }
    return this.#answer(application, asked);
  }

  #authenticated(request: HaloRequest, form: URLSearchParams, switches: Switches): Application | undefined {
    const basic = switches.tokens.acceptsBasic ? basicCredentials(request.headers['authorization']) : undefined;
    const id = basic?.id ?? form.get('client_id');
    const secret = basic?.secret ?? form.get('client_secret');
    const application = this.applications.find(({ clientId }) => clientId === id);
    if (application === undefined || !application.active || application.clientSecret !== secret) return undefined;
    const disabled = this.tenant.agents.get(application.agentId)?.inactive === true;
    return disabled && switches.disabledAgent === 'noToken' ? undefined : application;
  }

  #answer(application: Application, asked: readonly string[]): HaloResponse {
    const { tokens } = this.tenant.switches;
    // Scopes can only narrow what the application's Permissions tab grants (halo-api.md §1.5).
    const wanted = asked.length > 0 || tokens.scopelessRefused ? asked : ['all'];
    const scopes = wanted.some((scope) => scope.startsWith('all'))
      ? application.permissions
      : wanted.filter((scope) => covers(application.permissions, scope));
    const granted = scopes.some((scope) => scope.startsWith('all')) ? GRANTED_FOR_ALL : scopes;
    return json({
      access_token: this.issue(application, scopes),
      token_type: 'Bearer',
      expires_in: tokens.expiresIn,
      ...(granted.length > 0 ? { scope: granted.join(' ') } : {}),
      id_token: `sim.id.${application.clientId}`,
    });
  }
}
