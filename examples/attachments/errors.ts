/** Why a file could not be downloaded. `code` is stable, the message says what to do. Neither holds a link or a token. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  constructor(
    readonly code: keyof typeof meanings,
    detail = '',
  ) {
    super(detail === '' ? meanings[code] : `${meanings[code]} (${detail})`);
  }
}

const meanings = {
  not_found: 'Halo has no such attachment, or does not show it to the agent of this connection.',
  not_allowed:
    'Halo does not let this connection read attachments. Give the API application the permission read:tickets, and its agent a role that may see the ticket, as step 4 of the connect guide says.',
  rate_limited: "The tenant's request budget stayed used up. Try again later.",
  unavailable: 'Halo, or Nango, could not be reached. Try again later.',
  refused: 'Nango refuses the request. Check the connection, the integration and the secret key.',
  link_refused: 'The host that Halo names for the file refuses it. Try again later.',
  link_unusable: 'Halo names an address for the file that is no https address.',
  too_large: 'The file is larger than is allowed here. Raise --most.',
  incomplete: 'What came is not as large as Halo says that the file is, so it was not kept. Try again.',
} as const;
