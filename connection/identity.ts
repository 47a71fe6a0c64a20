import { isRow, markedRows, toId, type HaloRow } from '../halo/values/rows.js';
import type { Reply } from './inquiry.js';
import type { Identity } from './model.js';

/** The agent that the API application logs in as, from its own record (`/Agent/me`, halo-api.md §4.1, §6.8). */
export interface ActingAgent {
  readonly id: number;
  readonly name: string | undefined;
  readonly isApiOnly: boolean | undefined;
  readonly isDisabled: boolean;
  /** Names of those that it is a member of; `undefined` when the record does not say. */
  readonly teams: readonly string[] | undefined;
  readonly departments: readonly string[] | undefined;
  /** Whether its view is restricted to some customers or ticket types; `undefined` when the record does not say. */
  readonly hasCustomerLimit: boolean | undefined;
  readonly hasTicketTypeLimit: boolean | undefined;
  readonly application: string | undefined;
}

/** @returns `undefined` when the answer is no agent's record */
export function readAgent(reply: Reply): ActingAgent | undefined {
  const body = bodyOf(reply);
  const id = toId(body['id']);
  if (id === undefined) return undefined;
  return {
    id,
    name: text(body, ['name']),
    isApiOnly: typeof body['isapiagent'] === 'boolean' ? body['isapiagent'] : undefined,
    isDisabled: body['isdisabled'] === true,
    teams: names(body['teams'], 'team_name', 'in_section'),
    departments: names(body['departments'], 'department_name'),
    hasCustomerLimit: hasRows(body['clients']),
    hasTicketTypeLimit: hasRows(body['tickettypes']),
    application: readApplication(body['claims']),
  };
}

/** What the two open endpoints say (halo-api.md §1.1). The field names of InstanceInfo were not captured. */
export interface Host {
  /** The answer is one that only Halo gives. */
  readonly isHalo: boolean;
  readonly product: string | undefined;
  readonly version: string | undefined;
  readonly tenantId: string | undefined;
  readonly authorisationServer: string | undefined;
}

export function readHost(authInfo: Reply, instanceInfo: Reply): Host {
  const auth = bodyOf(authInfo);
  const instance = bodyOf(instanceInfo);
  const authorisationServer = text(auth, ['auth_url', 'token_endpoint']);
  const tenantId = text(auth, ['tenant_id']);
  return {
    isHalo: authorisationServer !== undefined || tenantId !== undefined,
    product: text(instance, ['product', 'product_name', 'productname', 'application_name']),
    version: text(instance, ['version', 'version_number', 'versionnumber']),
    tenantId,
    authorisationServer,
  };
}

/** The parts of both that are stored. */
export function toIdentity(host: Host, agent: ActingAgent | undefined): Identity {
  return withoutEmpty({
    product: host.product,
    version: host.version,
    tenant_id: host.tenantId,
    authorisation_server: host.authorisationServer,
    agent_id: agent && String(agent.id),
    agent_name: agent?.name,
    application: agent?.application,
  });
}

/** The object without its undefined values. */
export function withoutEmpty<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const kept: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && value !== null) kept[key] = value;
  }
  return kept;
}

const noBody: HaloRow = {};

function bodyOf(reply: Reply): HaloRow {
  return reply.kind === 'answer' && isRow(reply.body) ? reply.body : noBody;
}

function text(row: HaloRow, keys: readonly string[]): string | undefined {
  const value = keys.map((key) => row[key]).find((one) => typeof one === 'string' && one.trim() !== '');
  return typeof value === 'string' ? value.trim() : undefined;
}

/** @param mark the flag of the rows that count, where the list holds others too */
function names(value: unknown, key: string, mark?: string): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rows = value.filter(isRow);
  return (mark === undefined ? rows : markedRows(rows, mark)).map((row) => text(row, [key]) ?? 'without a name');
}

function hasRows(value: unknown): boolean | undefined {
  return Array.isArray(value) ? value.length > 0 : undefined;
}

/** Which claim names the application is not known (docs/assumptions.md); these are the usual ones. */
const applicationClaims = new Set(['application_name', 'applicationname', 'client_name']);

function readApplication(claims: unknown): string | undefined {
  if (!Array.isArray(claims)) return undefined;
  const claim = claims.filter(isRow).find(({ type }) => applicationClaims.has(String(type).toLowerCase()));
  return claim && text(claim, ['value']);
}
