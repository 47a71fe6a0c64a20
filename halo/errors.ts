/** A step of the connect guide (docs/connect.md): the heading's slug without the leading `#`. */
export type ConnectStep =
  | 'step-1-find-your-halo-api-details'
  | 'step-2-create-an-api-only-agent'
  | 'step-3-create-an-api-application'
  | 'step-4-set-application-permissions'
  | 'step-5-enter-credentials-in-the-connect-ui';

/** "step 1" for `step-1-find-your-halo-api-details`. */
function inWords(step: ConnectStep): string {
  return step.split('-', 2).join(' ');
}

/** The request that an error is about, so that it can be found in logs. Never its query, its body or its token. */
export interface AskedRequest {
  readonly endpoint: string;
  /** The status of the last answer; `undefined` when none came. */
  readonly status: number | undefined;
  /** How often it was sent. */
  readonly attempt: number;
}

/**
 * Everything that can go wrong with Halo, one class per thing that the reader can do about it. `code` is stable and
 * made for machines; the message is a sentence made for a customer's administrator. Neither ever holds a secret, a
 * token or the body of a request.
 */
export abstract class HaloError extends Error {
  abstract readonly code: string;
  /** The step of the connect guide where the remedy is, when it is a matter of set-up. */
  readonly step: ConnectStep | undefined;
  /** What a program can use beside the code, such as the field that is wrong. */
  readonly details: Readonly<Record<string, unknown>> = {};
  #request: AskedRequest | undefined;

  constructor(message: string, step?: ConnectStep) {
    super(step === undefined ? message : `${message} See ${inWords(step)} of the connect guide.`);
    this.name = new.target.name;
    this.step = step;
  }

  /** The request that led to it; `undefined` when none did, as with settings that are not valid. */
  get request(): AskedRequest | undefined {
    return this.#request;
  }

  /** Notes the request that led to it, unless one is noted already. @returns itself */
  about(request: AskedRequest | undefined): this {
    if (request !== undefined)
      this.#request ??= { endpoint: request.endpoint, status: request.status, attempt: request.attempt };
    return this;
  }
}

/** What a caller of the platform gets of an error: the payload of an ActionError. */
export function errorPayload({ code, message, step, details, request }: HaloError): Record<string, unknown> {
  return {
    code,
    message,
    ...(step === undefined ? {} : { step }),
    ...details,
    ...(request === undefined ? {} : { request }),
  };
}

/** The token was issued without a scope, and Halo refuses every call made with such a token (halo-api.md §1.2). */
export class MissingScopeError extends HaloError {
  readonly code = 'halo_scope_missing';
  constructor() {
    super(
      'Halo issued a token without any permission because no scope was asked for. Set the scope "all" (or a list such as "read:tickets read:customers read:assets") on the Nango integration or on this connection, then reconnect.',
      'step-4-set-application-permissions',
    );
  }
}

/** Halo refuses the credentials themselves: no token is issued for this client ID and secret (halo-api.md §1.4). */
export class CredentialsRefusedError extends HaloError {
  readonly code = 'halo_credentials_refused';
  constructor() {
    super(
      'Halo refuses the credentials of this connection. Check that the API application is active and that its agent is enabled; then enter the client ID and secret again.',
      'step-3-create-an-api-application',
    );
  }
}

/** The credentials are good, but this one resource is refused, by 401 or by 403 (halo-api.md §10). */
export class PermissionDeniedError extends HaloError {
  readonly code = 'halo_permission_denied';
  constructor(
    readonly resource: string,
    access: 'read' | 'change' = 'read',
  ) {
    super(
      `Halo does not let this connection ${access} ${resource}. Give the API application the permission for it, and its agent a role that may see it. Then reconnect, so that a new token is issued with these permissions.`,
      'step-4-set-application-permissions',
    );
  }
}

/** A list is empty because the agent belongs to no team or department: Halo shows such an agent nothing, without an error. */
export class BlindAgentError extends HaloError {
  readonly code = 'halo_agent_sees_nothing';
  constructor(readonly resource: string) {
    super(
      `Halo shows no ${resource}, because the agent that the API application logs in as is not a member of any team. Make it a member of the teams whose records are needed, in their departments.`,
      'step-2-create-an-api-only-agent',
    );
  }
}

/** What answered is not Halo's API: a web page instead of JSON. */
export class NotHaloError extends HaloError {
  readonly code = 'halo_not_an_api';
  constructor() {
    super(
      'The server answers with a web page instead of data. Check the hostname: it is the host of the Resource Server in Halo, such as "acme.halopsa.com", without "https://" and without a path.',
      'step-1-find-your-halo-api-details',
    );
  }
}

/** Halo answers other requests, and 404 to this list. */
export class ListNotServedError extends HaloError {
  readonly code = 'halo_list_not_served';
  /** @param characters how long the query was */
  constructor(
    readonly resource: string,
    endpoint: string,
    characters: number,
  ) {
    super(
      `Halo answers "not found" to the request for ${resource} (${endpoint}, with a query of ${characters} characters), although it has answered others in this run. The web server may have failed for a moment, it may not accept a query of that length, or this Halo may not have such a list. The next run tries again; if the message stays, and the query is longer than 2,000 characters, name fewer customers or ticket types in the metadata of the connection.`,
    );
  }
}

/** No such record, or a deleted one: Halo does not tell these apart (halo-api.md §5.3). */
export class NotFoundError extends HaloError {
  readonly code = 'halo_not_found';
  /** @param remark a sentence on where it could not be looked for */
  constructor(
    readonly resource: string,
    remark = '',
  ) {
    super(`Halo has no ${resource}, or does not show it to the agent of this connection.${remark && ` ${remark}`}`);
  }
}

/** Halo understood the request and refuses it; `detail` is Halo's own sentence. */
export class RequestRefusedError extends HaloError {
  readonly code = 'halo_request_refused';
  constructor(
    readonly resource: string,
    endpoint: string,
    readonly status: number,
    readonly detail: string,
    override readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(`Halo refuses the request for ${resource} (${endpoint}) with status ${status}: ${detail}`);
  }
}

/** The tenant's request budget stayed exhausted for longer than any known window. */
export class RateLimitedError extends HaloError {
  readonly code = 'halo_rate_limited';
  constructor(minutes: number) {
    super(
      `Halo has refused every request for ${minutes} minutes because the request budget of the tenant is used up. Another integration is probably using all of it. The next run continues from here.`,
    );
  }
}

/** Halo cannot be reached; there is nothing to fix in the set-up. The next run continues from the checkpoint. */
export class UnavailableError extends HaloError {
  readonly code = 'halo_unavailable';
  constructor(
    readonly resource: string,
    reason: string,
  ) {
    super(`Halo could not be reached for ${resource} (${reason}). The next run continues from here.`);
  }
}

/** An answer with status 200 that is not what the endpoint gives: cut-off JSON, or a list without its rows. */
export class UnreadableAnswerError extends HaloError {
  readonly code = 'halo_unreadable_answer';
  constructor(
    readonly resource: string,
    reason: string,
  ) {
    super(`Halo's answer for ${resource} cannot be read: ${reason}. Nothing was changed because of it.`);
  }
}

/** Base of the alarms of list reading: a wrong answer must never pass for an empty or a complete one. */
export abstract class ListAlarm extends HaloError {
  constructor(
    readonly resource: string,
    readonly reason: string,
  ) {
    super(
      `The list of ${resource} that Halo sent cannot be trusted: ${reason}. The run stopped before anything was deleted.`,
    );
  }
}

/** More rows came than were asked for, and the same on every page: the server did not turn paging on. */
export class PagingIgnoredError extends ListAlarm {
  readonly code = 'halo_paging_ignored';
}

/** A page came a second time although more rows are due. */
export class RepeatedPageError extends ListAlarm {
  readonly code = 'halo_page_repeated';
}

/**
 * Rows came that the filter excludes. Halo ignores parameters that it does not know, without saying so (halo-api.md §2.2).
 */
export class FilterIgnoredError extends ListAlarm {
  readonly code = 'halo_filter_ignored';
}

/** Rows did not come in ascending order of id. A list that is read to its end is then read without an order. */
export class OrderIgnoredError extends ListAlarm {
  readonly code = 'halo_order_ignored';
}

/** Fewer rows came than the server counts. */
export class IncompleteListError extends ListAlarm {
  readonly code = 'halo_list_incomplete';
}

/** One thing that is wrong with an input. */
export interface InputProblem {
  /** The field at fault, such as `status`; empty for the input as a whole. */
  readonly field: string;
  readonly message: string;
  /** What the field would take, where that is a short list. */
  readonly valid_values?: readonly string[];
}

/** The input of an action cannot be used; nothing was changed. */
export class InvalidInputError extends HaloError {
  readonly code = 'halo_input_invalid';
  override readonly details: { readonly problems: readonly InputProblem[] };
  constructor(action: string, problems: readonly InputProblem[]) {
    super(`The input of ${action} is not valid: ${problems.map(describeProblem).join('; ')}.`);
    this.details = { problems };
  }
}

function describeProblem({ field, message, valid_values: values = [] }: InputProblem): string {
  const choices = values.length === 0 ? '' : ` (valid: ${values.map((value) => `"${value}"`).join(', ')})`;
  return `${field === '' ? '' : `"${field}": `}${message}${choices}`;
}

/** The connection's metadata cannot be used; found before the first request. */
export class InvalidMetadataError extends HaloError {
  readonly code = 'halo_metadata_invalid';
  constructor(problems: readonly string[]) {
    super(`The metadata of this connection is not valid: ${problems.join('; ')}.`);
  }
}
