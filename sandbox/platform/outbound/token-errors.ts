/** What a real server passes on of a JSON error body; everything else may hold secrets. */
const passedOn = [
  'message',
  'error',
  'error_description',
  'error_message',
  'detail',
  'details',
  'reason',
  'description',
];

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * A token request that failed in a way that the real server foresees: it was refused, got no answer, or was not allowed
 * to go out. `payload` is what the server's answer shows of the reason.
 */
export class TokenRequestError extends Error {
  readonly code = 'client_credentials_fetch_error';
  constructor(readonly payload: string | Record<string, unknown>) {
    super(`Failed to fetch client credentials token: ${JSON.stringify(payload)}`);
  }
}

/** No answer at all, for whatever reason: the server shows the same for each (nango-platform.md §10.3). */
export const noAnswer = (): TokenRequestError =>
  new TokenRequestError(JSON.stringify({ name: 'Error', message: 'fetch_unknown_error' }));

/**
 * An answer with another status than 2xx. A text goes in whole, of an object the known fields that hold no object, and
 * nothing where there is neither; the status is not shown.
 */
export function refusedWith(body: unknown): TokenRequestError {
  const said = publicPart(body);
  return new TokenRequestError(JSON.stringify(said === undefined ? {} : { provider_error_payload: said }));
}

function publicPart(body: unknown): unknown {
  if (typeof body === 'string') return body === '' ? undefined : body;
  if (!isObject(body)) return undefined;
  const pick = (from: unknown) =>
    isObject(from) ? Object.entries(from).filter(([name, value]) => passedOn.includes(name) && !isObject(value)) : [];
  const said = Object.fromEntries([...pick(body['error']), ...pick(body)]);
  return Object.keys(said).length === 0 ? undefined : said;
}
