/** The request budget (halo-api.md §8). */
export interface RateLimit {
  limit: number;
  /** Seconds of the rolling window. */
  windowSeconds: number;
  /** `Retry-After` on a 429: none (as captured), in seconds, or as an HTTP date. */
  retryAfter: boolean | 'date';
  /** Name of a header that says how many requests are left; no such header has been seen. */
  remainingHeader: string | undefined;
  /** The 429's body names the limit and the window. */
  bodyStatesLimit: boolean;
  /** Whose requests count: all of the tenant, or each application's own (halo-api.md §13.10: undocumented). */
  scope: 'tenant' | 'application';
  /** Refused requests use up the budget too (undocumented). */
  countsRefused: boolean;
}

/** The server around the lists. */
export interface ServerSwitches {
  /** 700 requests per rolling five minutes (halo-api.md §8); `off` for tests that are not about it. */
  rateLimit: RateLimit | 'off';
  /** The `date` header: from the tenant's clock, absent, or wrong by so many seconds. */
  dateHeader: 'present' | 'missing' | { skewSeconds: number };
  /** Seconds by which the server's clock is ahead of the real time, in its time stamps and in its `date` header. */
  clockAheadSeconds: number;
  /** Body of 401, 403, 404 and 500: empty as captured, or one of the other shapes (halo-api.md §10). */
  errorBody: 'empty' | 'string' | 'exception' | 'message' | 'error' | 'resultCode' | 'html';
  /**
   * A change can be read only so many seconds after it was made, though it is stamped when it was made
   * (halo-api.md §2.4).
   */
  delayedVisibilitySeconds: number;
  /**
   * Restoring a deleted ticket stamps it as updated (an update through POST, halo-api.md §5.3; the stamp is a guess,
   * §13.20).
   */
  restoreBumpsLastUpdate: boolean;
  /** Deleting a ticket stamps it as updated (unknown; matters only where deleted tickets are listed). */
  deleteBumpsLastUpdate: boolean;
  /** Moving a ticket to another customer stamps it as updated (not verified, as other stamps, halo-api.md §13.20). */
  moveBumpsLastUpdate: boolean;
  /**
   * Which changes to actions stamp their ticket: none, adding one, or editing and deleting too (halo-api.md §13.11).
   */
  childChangesBumpTicket: 'none' | 'added' | 'all';
  /** What `/Attachment/{id}` answers: the bytes, or a link to another host, to be fetched without the token (halo-api.md §7.5). */
  attachmentContent: { readonly kind: 'bytes' } | { readonly kind: 'link'; readonly host: string };
  /** Maintenance: `readOnly` refuses writes with 503, `down` answers everything with a page and 503. */
  maintenance: 'off' | 'readOnly' | 'down';
  /**
   * What stands at the hostname: Halo, a web page for every path (halo-api.md §10: wrong base address), or another JSON
   * API.
   */
  hostAnswers: 'halo' | 'html' | 'otherProduct';
  /** Characters of the longest query that the web server takes; 404 with a web page to others (halo-api.md §2.6). */
  longestQuery: number;
  /** Every answer takes this many milliseconds. */
  slowMs: number;
  /** `/api/InstanceInfo` (halo-api.md §1.1; its field names are a guess). */
  instance: { product: string; version: string };
}

export function serverDefaults(): ServerSwitches {
  return {
    rateLimit: {
      limit: 700,
      windowSeconds: 300,
      retryAfter: false,
      remainingHeader: undefined,
      bodyStatesLimit: false,
      scope: 'tenant',
      countsRefused: false,
    },
    dateHeader: 'present',
    clockAheadSeconds: 0,
    errorBody: 'empty',
    delayedVisibilitySeconds: 0,
    restoreBumpsLastUpdate: true,
    deleteBumpsLastUpdate: true,
    moveBumpsLastUpdate: true,
    childChangesBumpTicket: 'all',
    attachmentContent: { kind: 'bytes' },
    maintenance: 'off',
    hostAnswers: 'halo',
    longestQuery: 2048,
    slowMs: 0,
    instance: { product: 'HaloPSA', version: '2.236.133' },
  };
}
