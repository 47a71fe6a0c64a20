/** The token endpoint. */
export interface TokenSwitches {
  /** A token asked for without a scope is issued and then refused by every call (halo-api.md §1.2). */
  scopelessRefused: boolean;
  /** Seconds that a token lives (halo-api.md §1.3). */
  expiresIn: number;
  /** Seconds by which a token expires earlier than stated. */
  endsEarlySeconds: number;
  /** Status of `invalid_client` (halo-api.md §1.4: 400 or 401). */
  wrongSecretStatus: 400 | 401;
  /** Client id and secret in a Basic header are accepted (halo-api.md §1.2: only Nango sends them so). */
  acceptsBasic: boolean;
  /** The value that `?tenant=` must have; undefined when it need not be sent (halo-api.md §1.2). */
  tenantRequired: string | undefined;
  /** A new token ends the application's earlier ones (halo-api.md §13.12: assumed not). */
  revokesEarlier: boolean;
  /** The authorisation server's host when it is not the API's: `/auth/token` answers there only (halo-api.md §1.1). */
  hostname: string | undefined;
  /** Permissions are fixed when the token is issued (halo-api.md §1.3) or looked up at each call. */
  fixesPermissions: boolean;
}

/** Who may see what. */
export interface AccessSwitches {
  tokens: TokenSwitches;
  /** Status for a record that exists but is hidden from the agent. */
  hiddenById: 403 | 404;
  /** `GET /Tickets/{id}` of a soft-deleted ticket: 404 (halo-api.md §5.3), or the row with `deleted: true`. */
  deletedTicketById: '404' | 'row';
  /** Status when the token's scopes do not cover a resource (halo-api.md §10: 401 and 403 both seen). */
  narrowScopeStatus: 401 | 403;
  /**
   * `/Agent/me` lists the customers and ticket types that the agent is limited to (halo-api.md §6.8 has the fields;
   * their meaning is a guess, §13.23).
   */
  agentShowsLimits: boolean;
  /** What a disabled agent's application meets: no token, or a token that every call refuses. */
  disabledAgent: 'noToken' | 'refusedCalls';
}

export function accessDefaults(): AccessSwitches {
  return {
    tokens: {
      scopelessRefused: true,
      expiresIn: 3600,
      endsEarlySeconds: 0,
      wrongSecretStatus: 400,
      acceptsBasic: true,
      tenantRequired: undefined,
      revokesEarlier: false,
      hostname: undefined,
      fixesPermissions: true,
    },
    hiddenById: 404,
    deletedTicketById: '404',
    narrowScopeStatus: 403,
    agentShowsLimits: true,
    disabledAgent: 'refusedCalls',
  };
}
