import { exception, failure, gateway } from './errors.js';
import type { Fault } from './faults.js';
import { dropped, empty, html, json, type HaloResponse } from './http.js';
import { Parameters } from './parameters.js';
import type { Switches } from './switches.js';

/** The answer of a fault that comes instead of the server's own; undefined when the server answers. */
export function answeredByFault(fault: Fault | undefined, switches: Switches): HaloResponse | undefined {
  switch (fault?.kind) {
    case 'rateLimited': {
      const answer = empty(429);
      if (fault.retryAfterSeconds !== undefined) answer.headers['retry-after'] = String(fault.retryAfterSeconds);
      return answer;
    }
    case 'unauthorized':
      return failure(401, switches);
    case 'forbidden':
      return failure(403, switches);
    case 'refused':
      return json(fault.sentence, fault.status);
    case 'serverError':
      return fault.acted === true ? undefined : serverError(fault);
    case 'html':
      return html(200, 'Halo');
    default:
      return undefined;
  }
}

function serverError({ status, body }: Extract<Fault, { kind: 'serverError' }>): HaloResponse {
  if (body === 'html') return gateway(status);
  if (body === 'exception') return exception(status, 'Object reference not set to an instance of an object.');
  return empty(status);
}

/** The request's parameters as the server reads them: under a fault it may not know some of them. */
export function knownParameters(query: URLSearchParams, fault: Fault | undefined): Parameters {
  return new Parameters(query, fault?.kind === 'ignoredParameters' ? fault.names : []);
}

/** What a fault leaves of the server's own answer. */
export function spoil(answer: HaloResponse, fault: Fault | undefined): HaloResponse {
  switch (fault?.kind) {
    case 'truncated':
      return {
        ...answer,
        body: answer.body.slice(0, Math.floor(answer.body.length / 2)),
        bytes: answer.bytes?.slice(0, Math.floor(answer.bytes.length / 2)),
      };
    case 'emptyBody':
      return { ...answer, headers: { ...answer.headers }, body: '', bytes: undefined };
    case 'serverError':
      return serverError(fault);
    case 'dropped':
      return dropped(fault.when);
    default:
      return answer;
  }
}
