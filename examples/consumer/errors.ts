/**
 * Nango gave no records. The message says what is wrong and what to do, `code` is stable. What the client threw is not
 * kept in it: that holds the whole request with the secret key in its headers, and whoever logs an error logs all of it.
 */
export class ReadError extends Error {
  override readonly name = 'ReadError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What this application was told or given cannot be used; the message says what to do. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

/** Why Nango gave no records, told apart by what there is to do about it. */
export const errors = {
  unreachable: (host: string, reason: string) =>
    new ReadError(
      'unreachable',
      `Nango cannot be reached at ${host} (${reason}). Check the address in NANGO_HOST, and the network.`,
    ),
  notNango: () =>
    new ReadError(
      'not_nango',
      'The answer is not from the API of Nango. Check NANGO_HOST, which must be the address of the server, not of the dashboard.',
    ),
  keyRefused: () =>
    new ReadError(
      'key_refused',
      'Nango refuses the secret key (401). Copy it again from the settings of the environment in Nango; each environment has a key of its own.',
    ),
  readingNotAllowed: () =>
    new ReadError(
      'reading_not_allowed',
      'Nango does not let this secret key read records (403). Give it that permission in the settings of the environment in Nango, or use another key.',
    ),
  unknownConnection: (connectionId: string, integration: string) =>
    new ReadError(
      'unknown_connection',
      `Nango does not know the connection "${connectionId}" of the integration "${integration}". Check both in the list of connections in Nango, and that the secret key is the one of that environment.`,
    ),
  rateLimited: () =>
    new ReadError(
      'rate_limited',
      'Nango allows no more requests at the moment (429). Read again in a minute; it continues where it stopped.',
    ),
  refused: (reason: string) => new ReadError('refused', `Nango refuses to give the records (${reason}).`),
  nangoFailing: (reason: string) =>
    new ReadError(
      'nango_failing',
      `Nango fails when it is asked for the records (${reason}). Read again later; it continues where it stopped.`,
    ),
} as const;
