import { setTimeout as wait } from 'node:timers/promises';

import { isRow } from '../../halo/values/rows.js';
import type { Transport, TransportResponse } from '../../sandbox/platform/index.js';
import type { Answer } from './answer.js';
import { SurveyProblem } from './problem.js';

/** The three values that a tenant is asked with, and where its tokens come from. */
export interface Credentials {
  readonly hostname: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Scopes to ask for, separated by spaces; all when left out. */
  readonly scopes?: string | undefined;
  /** The whole address of the API; `https://<hostname>/api` when left out. */
  readonly resourceServer?: string | undefined;
  /** The complete address of the token endpoint. Default: `https://<hostname>/auth/token`. */
  readonly tokenUrl?: string | undefined;
}

/** How a token is asked for; what is left out is as usual. */
export interface TokenRequest {
  /** `undefined`: no scope at all. */
  readonly scope: string | undefined;
  readonly basic?: boolean;
  /** The value of `?tenant=`. */
  readonly tenant?: string | undefined;
}

/** A token that was given out. */
export interface Token {
  readonly value: string;
  /** Seconds. */
  readonly expiresIn: number | undefined;
}

export type Query = Readonly<Record<string, string | number | boolean>>;

/** The longest wait after a refusal for too many requests, in milliseconds: the longest window that was reported. */
const longestWait = 300_000;

/** Asks one Halo tenant by GET and nothing else, tokens apart, one request after the other. */
export class SurveyedHalo {
  /** Requests that were sent, those for tokens included. */
  requests = 0;
  /** `?tenant=`, where the token endpoint gives no token without it. */
  tenant: string | undefined;
  #token: Token | undefined;

  constructor(
    readonly credentials: Credentials,
    private readonly transport: Transport,
    private readonly sleep: (milliseconds: number) => Promise<unknown> = wait,
  ) {}

  /**
   * The token of this survey, asked for as this package's connections do, and with the tenant's name where that is needed.
   * @throws {SurveyProblem} when none is given out
   */
  async token(): Promise<Token> {
    if (this.#token !== undefined) return this.#token;
    const { scopes: scope = 'all' } = this.credentials;
    let token = await this.askToken({ scope });
    if (token === undefined) {
      this.tenant = textAt((await this.open('authinfo')).body, 'tenant_id');
      if (this.tenant !== undefined) token = await this.askToken({ scope, tenant: this.tenant });
    }
    if (token === undefined) {
      throw new SurveyProblem(
        'Halo gives out no token. Check the hostname, the client ID and the client secret, and that the API application ' +
          'is active; docs/connect.md says where they are.',
      );
    }
    return (this.#token = token);
  }

  /** Asks for a token. @returns undefined when it is refused */
  async askToken({ scope, basic = false, tenant = this.tenant }: TokenRequest): Promise<Token | undefined> {
    const { hostname, clientId, clientSecret, tokenUrl = `https://${hostname}/auth/token` } = this.credentials;
    const url = new URL(tokenUrl);
    if (tenant !== undefined) url.searchParams.set('tenant', tenant);
    const form = new URLSearchParams({ grant_type: 'client_credentials' });
    if (scope !== undefined) form.set('scope', scope);
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    if (basic) {
      headers['authorization'] = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    } else {
      form.set('client_id', clientId);
      form.set('client_secret', clientSecret);
    }
    const { status, body } = await this.#send('POST', url.href, headers, form.toString());
    const value = textAt(body, 'access_token');
    if (status >= 300 || value === undefined) return undefined;
    const expiresIn = isRow(body) ? Number(body['expires_in']) : Number.NaN;
    return { value, expiresIn: Number.isFinite(expiresIn) ? expiresIn : undefined };
  }

  /**
   * Asks a resource below `/api`, with the survey's own token or another. Where a new token ends the earlier ones, the
   * survey's own is asked for again.
   */
  async get(resource: string, query: Query = {}, token?: Token): Promise<Answer> {
    const ask = ({ value }: Token): Promise<Answer> =>
      this.#send('GET', this.#address(resource, query), { authorization: `Bearer ${value}` });
    if (token !== undefined) return ask(token);
    const answer = await ask(await this.token());
    if (answer.status !== 401) return answer;
    this.#token = undefined;
    return ask(await this.token());
  }

  /** Asks one of the endpoints that need no token (halo-api.md §1.1). */
  open(resource: 'authinfo' | 'InstanceInfo'): Promise<Answer> {
    return this.#send('GET', this.#address(resource, {}), {});
  }

  #address(resource: string, query: Query): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) parameters.set(name, String(value));
    const search = parameters.size === 0 ? '' : `?${parameters.toString()}`;
    const { hostname, resourceServer = `https://${hostname}/api` } = this.credentials;
    return `${resourceServer}/${resource}${search}`;
  }

  async #send(method: string, url: string, headers: Record<string, string>, body?: string): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      this.requests += 1;
      const response = await this.transport({ method, url, headers: { accept: 'application/json', ...headers }, body });
      if (response.status !== 429) return read(response);
      if (attempt === 3)
        throw new SurveyProblem('Halo refuses more requests for now (429). Run the survey again later.');
      await this.sleep(Math.min(longestWait, Number(response.headers['retry-after']) * 1000 || longestWait));
    }
  }
}

function read({ status, headers, body }: TransportResponse): Answer {
  const text = body.toString('utf8');
  return { status, headers, text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // A web page, or nothing: the status and the text say more.
  }
}

function textAt(body: unknown, key: string): string | undefined {
  const value = isRow(body) ? body[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
