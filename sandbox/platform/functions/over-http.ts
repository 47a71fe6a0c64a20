import { AxiosError, AxiosHeaders } from 'axios';
import { ApiFailure } from '../failure.js';

/**
 * A call of the platform's API as a function makes it. On the real runner it goes over HTTP, so that a refusal comes as
 * axios's error, with the status and the body of the API's answer.
 */
export async function overHttp<T>(call: () => T | Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof ApiFailure ? toAxiosError(error) : error;
  }
}

function toAxiosError(failure: ApiFailure): AxiosError {
  const { status } = failure;
  const config = { headers: new AxiosHeaders() };
  const data: unknown = JSON.parse(JSON.stringify(failure.body()));
  const response = { status, statusText: '', headers: {}, config, data };
  const code = status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  return new AxiosError(`Request failed with status code ${String(status)}`, code, config, undefined, response);
}
