import { isRow, type HaloRow } from '../values/rows.js';

/** What Nango's own API refused, as a program can read it. */
export interface NangoError {
  readonly code: string;
  readonly payload: unknown;
}

/** The `error` object of an answer of Nango's API. @returns `undefined` for anything else */
export function readNangoError(body: unknown): NangoError | undefined {
  const error = isRow(body) ? body['error'] : undefined;
  if (!isRow(error) || typeof error['code'] !== 'string') return undefined;
  return { code: error['code'], payload: error['payload'] };
}

/** The same of what a call of the `nango` object throws: axios's error, with the answer of Nango's API in it. */
export function readThrownNangoError(error: unknown): NangoError | undefined {
  const response = isRow(error) ? error['response'] : undefined;
  return isRow(response) ? readNangoError(response['data']) : undefined;
}

/** The payload as an object: Nango writes some payloads as JSON text (nango-platform.md §10.3). */
export function payloadOf({ payload }: NangoError): HaloRow {
  const value = typeof payload === 'string' ? readJson(payload) : payload;
  return isRow(value) ? value : {};
}

/** @returns `undefined` for what is no JSON */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
