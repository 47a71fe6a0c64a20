import { readJson } from '../../../../../halo/transport/nango-errors.js';
import { readConnectFailure } from '../../../../../halo/transport/token-failure.js';
import { withoutStep } from '../../parts/guide-steps.js';

/** Why a connection was refused: a sentence, the name of the problem, and what names the step of the guide. */
export interface Refusal {
  readonly message: string;
  readonly code: string;
  readonly step: string | undefined;
}

const PREFIX = 'Failed to fetch client credentials token: ';

/**
 * Reads what Nango's library throws when a connection is refused. It keeps the code and the message of the answer, and
 * for a token that was refused the message holds what Halo said (nango-platform.md §10.3).
 */
export function readRefusal(error: Error): Refusal {
  const code = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  const payload = error.message.startsWith(PREFIX) ? readJson(error.message.slice(PREFIX.length)) : undefined;
  const failure = readConnectFailure({ error: { code, payload } });
  if (failure) return { message: withoutStep(failure.message), code: failure.code, step: failure.step };
  if (/^Task \S+ is in progress$/.test(error.message)) return lost(code);
  return { message: withoutStep(error.message), code, step: error.message };
}

/** Nango sometimes loses the sentence of a refusal (nango-platform.md §11). */
function lost(code: string): Refusal {
  const message =
    'The connection was refused, and Nango lost the sentence that says why. Connect once more to see it; it also stands in the log of validate-connection.';
  return { message, code, step: 'step-5-enter-credentials-in-the-connect-ui' };
}
