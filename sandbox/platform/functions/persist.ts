/** What the real server's record service answers when it refuses. */
export interface PersistRefusal {
  code: string;
  message?: string;
  errors?: { code: string; message: string; path: string[] }[];
}

/**
 * What a function gets when the record service refuses a request of its run: the runner's own words and, behind them, the
 * whole answer as text. (packages/runner/lib/clients/persist.ts of the real server.)
 */
export function persistError(doing: string, error: PersistRefusal): Error {
  return new Error(`Failed to ${doing}: ${JSON.stringify({ error })}`);
}

/**
 * The same for an answer of status 500: the runner asks five times and then reports only that, so the reason, which stands
 * in the answer, never reaches the function.
 */
export function persistFailure(doing: string, method: string): Error {
  const cause = { name: 'Error', message: `${method} http://persist -> 500 Internal Server Error` };
  return new Error(`Failed to ${doing}: ${JSON.stringify({ error: JSON.stringify(cause) })}`);
}
