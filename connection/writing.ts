import type { WritableConnection } from '../halo/transport/connection.js';
import type { Inquiry, Reply } from './inquiry.js';
import { judged, type Judgement } from './judgement.js';
import { problems, type SetupProblem } from './problems.js';

/**
 * Tries whether Halo takes changes, by sending it an empty list of tickets: that asks for no change, and is refused all
 * the same where changes are. Only an answer that accepts it says that writing works.
 *
 * @returns one conclusion, or none when writing works
 */
export async function judgeWriting(
  inquiry: Inquiry,
  connection: Pick<WritableConnection, 'post'>,
): Promise<Judgement[]> {
  const reply = await inquiry.attempt(() => connection.post({ endpoint: '/Tickets', data: [], retries: 0 }));
  return conclude(reply);
}

function conclude(reply: Reply): Judgement[] {
  switch (reply.kind) {
    case 'answer':
    case 'unreadable':
      // Halo may answer a change with an empty body (halo-api.md §10).
      return [];
    case 'unauthorized':
    case 'forbidden':
      return [judged(problems.writeRefused(), 'note')];
    case 'token':
      return [judged(reply.problem, 'error')];
    case 'rate-limited':
      return [judged(problems.rateLimited(), 'warning')];
    case 'unavailable':
      return [judged(explainSilence(reply.reason), 'warning')];
    case 'not-found':
      return [judged(problems.writeFails('status 404'), 'warning')];
    case 'refused':
      return [judged(problems.writeFails(`status ${reply.status}: ${reply.detail}`), 'warning')];
    case 'web-page':
      return [judged(problems.writeFails('a web page'), 'warning')];
    case 'unasked':
      return [judged(problems.writeUntried(), 'warning')];
  }
}

function explainSilence(reason: string): SetupProblem {
  if (reason === 'status 503') return problems.readOnly();
  return problems.writeFails(reason.startsWith('status') ? reason : `no answer (${reason})`);
}
