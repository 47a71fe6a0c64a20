import { HaloError, type ConnectStep } from '../halo/errors.js';

const [hostStep, agentStep, applicationStep, permissionStep] = [
  'step-1-find-your-halo-api-details',
  'step-2-create-an-api-only-agent',
  'step-3-create-an-api-application',
  'step-4-set-application-permissions',
] as const satisfies readonly ConnectStep[];

/** Something about a connection that only its examination finds: no request fails because of it. */
export class SetupProblem extends HaloError {
  constructor(
    readonly code: string,
    message: string,
    step?: ConnectStep,
  ) {
    super(message, step);
  }
}

const problem = (code: string, message: string, step?: ConnectStep): SetupProblem =>
  new SetupProblem(code, message, step);

/** Said where the host alone would lead to another address than was entered. */
const addressToo =
  ' If the Resource Server that API Details shows has a port, or a path before "/api", enter its whole address in the field "Resource Server" too.';

/** The problems that the examination knows beside the errors of `errors.ts` and `token-errors.ts`. */
export const problems = {
  hostname: (suggestion: string | undefined, needsAddress: boolean) =>
    problem(
      'halo_hostname_invalid',
      `The hostname must be a plain host, without "https://", user name, port or path. Enter it in the form "${suggestion ?? 'acme.halopsa.com'}".${needsAddress ? addressToo : ''}`,
      hostStep,
    ),
  resourceServer: () =>
    problem(
      'halo_resource_server_invalid',
      'The Resource Server must be the whole address that API Details shows, on the host that the hostname names, such as "https://support.example.com:8443/halo/api". Leave it empty if the API stands at "/api" of that host and has no port.',
      hostStep,
    ),
  otherProduct: () =>
    problem(
      'halo_other_product',
      "Something other than Halo answers at the host: none of the addresses of Halo's API exist there. Enter the host of the Resource Server that API Details shows.",
      hostStep,
    ),
  maintenance: () =>
    problem(
      'halo_maintenance',
      'Halo reports that it is out of service, as during maintenance. You do not have to change anything; try again later.',
    ),
  noAnswer: () =>
    problem(
      'halo_no_answer',
      'Halo does not answer in time, or the connection to it is interrupted. If this continues, check the hostname and the network.',
    ),
  serverError: (names: string) =>
    problem(
      'halo_server_error',
      `Halo fails when it is asked for ${names}. Nothing in the set-up explains this. If it continues, contact Halo's support.`,
    ),
  readOnly: () =>
    problem(
      'halo_read_only',
      'Halo can be read but refuses every change, as during maintenance. Syncs work. Actions that write will fail until Halo accepts changes again.',
    ),
  writeRefused: () =>
    problem(
      'halo_write_refused',
      'This connection may read but not write. If actions that write are needed, give the API application the permission "edit:tickets" and reconnect.',
      permissionStep,
    ),
  writeFails: (answer: string) =>
    problem(
      'halo_write_fails',
      `Halo does not accept changes: it answers a test write, an empty list of tickets, with ${answer.replace(/\.$/, '')}. Syncs work. Actions that write will probably fail. If the answer does not explain the reason, contact Halo's support.`,
    ),
  writeUntried: () =>
    problem(
      'halo_write_untried',
      'It was not checked whether Halo accepts changes, because there was no request or no time left. Run the diagnosis again.',
    ),
  rateLimited: () =>
    problem(
      'halo_rate_limited',
      'The request budget of this Halo is used up at the moment, so that not everything could be checked. Another integration is probably using it. Syncs wait until requests are possible again.',
    ),
  slow: (seconds: number) =>
    problem(
      'halo_slow',
      `Halo takes ${seconds} seconds for an answer that usually takes less than one. Syncs work, but are slow.`,
    ),
  scopeNotAsked: (scopes: string, names: string) =>
    problem(
      'halo_scope_not_asked',
      `The connection does not ask for ${scopes}, so ${names} cannot be read. Add this permission to "Permissions to ask for", or enter "all", and reconnect.`,
      permissionStep,
    ),
  scopeNotGranted: (scopes: string, names: string) =>
    problem(
      'halo_scope_not_granted',
      `The API application does not have the permission ${scopes}, so ${names} cannot be read. Tick it on the application's Permissions tab, then reconnect.`,
      permissionStep,
    ),
  noPermissions: () =>
    problem(
      'halo_permissions_empty',
      "The API application has none of the permissions that the connection asks for, so nothing can be read. Tick the permissions on the application's Permissions tab, then reconnect.",
      permissionStep,
    ),
  tokenOutdated: (names: string) =>
    problem(
      'halo_token_outdated',
      `A permission for ${names} was added after the token had been issued. A new token has been fetched, and it works from now on.`,
    ),
  loginType: () =>
    problem(
      'halo_login_type',
      'The API application signs in as itself instead of as an agent, and then Halo shows it no assets. Set its Login Type to "Agent" and choose the API-only agent.',
      applicationStep,
    ),
  agentBlind: (names: string) =>
    problem(
      'halo_agent_blind',
      `Halo shows no ${names}, although the agent of the connection belongs to teams. The agent's role or restrictions hide everything. Give it a role that may see these records.`,
      agentStep,
    ),
  agentDisabled: () =>
    problem('halo_agent_disabled', 'The agent that the API application logs in as is disabled. Enable it.', agentStep),
  agentNotApiOnly: () =>
    problem(
      'halo_agent_not_api_only',
      'The API application logs in as an agent who is not an API-only agent. If it is a colleague, the connection breaks when they leave. Create an API-only agent instead.',
      agentStep,
    ),
  customersLimited: (count: number | undefined) =>
    problem(
      'halo_agent_limited_to_customers',
      `The agent sees ${count === 1 ? 'only one customer' : 'only certain customers'}. If the others are needed, remove the restriction from the agent.`,
      agentStep,
    ),
  ticketTypesLimited: () =>
    problem(
      'halo_agent_limited_to_ticket_types',
      'The agent sees only tickets of certain types. If the others are needed, remove the restriction from the agent.',
      agentStep,
    ),
  ticketTypesUnseen: (names: string) =>
    problem(
      'halo_ticket_types_unseen',
      `The connection sees no ticket of these types: ${names}. If there are such tickets in Halo, the agent may not see them.`,
      agentStep,
    ),
  emptyList: (names: string) =>
    problem('halo_list_empty', `Halo shows no ${names}. Nothing else is unusual, so there are probably none.`),
  listMissing: (names: string) =>
    problem('halo_list_missing', `This version of Halo has no list of ${names}, so these syncs cannot work with it.`),
  oldListShape: (names: string) =>
    problem(
      'halo_old_list_shape',
      `Halo sends ${names} in an older form, without their total number. Syncs can read it, but need more requests to make sure that nothing is missing.`,
    ),
  pagingIgnored: (names: string) =>
    problem(
      'halo_paging_ignored',
      `Halo sends ${names} without paging although it was requested. Large lists would be truncated without notice, so these syncs stop with an error.`,
    ),
  clockDiffers: (seconds: number) =>
    problem(
      'halo_clock_differs',
      `Halo's clock and Nango's differ by ${seconds} seconds. Syncs use Halo's clock. Consider the difference where you compare its times with others.`,
    ),
  datesAhead: () =>
    problem(
      'halo_dates_not_utc',
      'According to the clocks of both Halo and Nango, the newest ticket was changed in the future. This Halo writes its times in a local time zone instead of UTC, so the times in records are wrong by the same difference.',
    ),
} as const;
