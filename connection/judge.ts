import { explainTotalRefusal } from '../halo/transport/refusal.js';
import { NotHaloError, type HaloError } from '../halo/errors.js';
import { hostFailureOf } from '../halo/transport/host-errors.js';
import type { Evidence } from './evidence.js';
import type { Inquiry, Reply } from './inquiry.js';
import { judgeLists } from './judge-lists.js';
import { judged, type Judgement } from './judgement.js';
import { problems } from './problems.js';

/** Seconds of an answer from which on a server is called slow. */
const slowFrom = 3;

/** Seconds that two clocks may differ. */
const clockTolerance = 120;

/**
 * Concludes what is wrong. What keeps everything from working is concluded alone: what else was seen follows from it
 * and would only hide it.
 */
export function judge(evidence: Evidence, inquiry: Inquiry): Judgement[] {
  if (evidence.blocked) return [judged(evidence.blocked, 'error')];
  const total = judgeHost(evidence) ?? judgeLogin(evidence);
  if (total) return [total];
  return [...judgeAgent(evidence), ...judgeLists(evidence), ...judgeServer(inquiry)];
}

function judgeHost({ replies, host, agent, agentReply, access }: Evidence): Judgement | undefined {
  const [first] = replies;
  if (first?.kind === 'unavailable') {
    const unusable = hostFailureOf(first.reason);
    if (unusable) return judged(unusable, 'error');
    // It may be back any moment: no reason to refuse a connection.
    return judged(explainSilence(first.reason), 'warning');
  }
  if (host.isHalo || agent !== undefined || access.some(({ state }) => state === 'readable')) return undefined;
  if (replies.some(({ kind }) => kind === 'rate-limited' || kind === 'unavailable')) return undefined;
  // A server that refuses a token for lack of a permission has accepted it as its own.
  if (isRefusal(agentReply)) return undefined;
  return judged(first?.kind === 'web-page' ? new NotHaloError() : problems.otherProduct(), 'error');
}

function explainSilence(reason: string): HaloError {
  if (reason === 'status 503') return problems.maintenance();
  return reason.startsWith('status') ? problems.serverError('anything') : problems.noAnswer();
}

/** Every call is refused, not even the agent's own record may be read. */
function judgeLogin({ agentReply, access, scopes }: Evidence): Judgement | undefined {
  const asked = access.filter(({ state }) => state !== 'unasked');
  if (!isRefusal(agentReply) || asked.some(({ state }) => state !== 'refused')) return undefined;
  const isNothingGranted = scopes.asked !== undefined && scopes.granted?.length === 0;
  return judged(isNothingGranted ? problems.noPermissions() : explainTotalRefusal(scopes, 'anything'), 'error');
}

function isRefusal({ kind }: Reply): boolean {
  return kind === 'unauthorized' || kind === 'forbidden';
}

function judgeAgent({ agent, access }: Evidence): Judgement[] {
  if (agent === undefined) return [];
  const customers = access.find(({ resource, state }) => resource.name === 'customers' && state === 'readable');
  const seesOne = agent.hasCustomerLimit === undefined && customers?.count === 1;
  const all = access.filter(({ resource }) => resource.records).map(({ resource }) => resource);
  const tickets = all.filter(({ name }) => name === 'tickets');
  return [
    ...(agent.isDisabled ? [judged(problems.agentDisabled(), 'warning')] : []),
    ...(agent.isApiOnly === false ? [judged(problems.agentNotApiOnly(), 'warning')] : []),
    ...(agent.hasCustomerLimit === true || seesOne
      ? [judged(problems.customersLimited(customers?.count), 'warning', all)]
      : []),
    ...(agent.hasTicketTypeLimit === true ? [judged(problems.ticketTypesLimited(), 'warning', tickets)] : []),
  ];
}

function judgeServer({ durations, refused, clockDifference }: Inquiry): Judgement[] {
  const seconds = Math.round(durations.reduce((sum, one) => sum + one, 0) / Math.max(1, durations.length) / 1000);
  const difference = Math.round(Math.abs(clockDifference ?? 0) / 1000);
  return [
    ...(refused > 0 ? [judged(problems.rateLimited(), 'warning')] : []),
    ...(seconds >= slowFrom ? [judged(problems.slow(seconds), 'warning')] : []),
    ...(difference > clockTolerance ? [judged(problems.clockDiffers(difference), 'warning')] : []),
  ];
}
