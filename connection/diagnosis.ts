import { customerList } from '../records/customers.js';
import type { HaloConnection, WritableConnection } from '../halo/transport/connection.js';
import type { SyncNeed } from '../records/registry.js';
import { teamList } from '../records/teams.js';
import { accessReport } from './access-report.js';
import { judgeDeeper, lookDeeper, type DeeperEvidence } from './deeper.js';
import type { Diagnosis, DiagnosisInput } from './diagnosis-model.js';
import { gatherEvidence, type Evidence } from './evidence.js';
import { toIdentity, withoutEmpty } from './identity.js';
import { Inquiry } from './inquiry.js';
import { judge } from './judge.js';
import { toFindings } from './judgement.js';
import type { Finding } from './model.js';
import { neededResources } from './resources.js';
import { judgeWriting } from './writing.js';

/** An action has 15 minutes, and nobody waits for it; but the request budget is shared with others. */
const limits = { requests: 60, time: 5 * 60_000, patience: 60_000 };

/**
 * Examines a connection: all that the connection check looks at, and every list of every sync, what is seen of it,
 * whether a new token helps, the "updated since" filters, clocks and dates. Findings are part of the outcome; it throws
 * only what is neither Halo's nor the connection's fault.
 *
 * @param needs what the deployed syncs read
 */
export async function diagnoseConnection(
  connection: HaloConnection & Pick<WritableConnection, 'post'>,
  needs: readonly SyncNeed[],
  { check_writing: checkWriting = false }: DiagnosisInput = {},
): Promise<Diagnosis> {
  const inquiry = new Inquiry(connection, limits);
  const evidence = await gatherEvidence(inquiry, neededResources(needs, [customerList, teamList]), true);
  const found = judge(evidence, inquiry);
  const deeper = await lookDeeper(inquiry, evidence);
  const total = found.some(({ severity }) => severity === 'error');
  const writing = checkWriting && !total ? await judgeWriting(inquiry, connection) : [];
  const findings = toFindings([...found, ...judgeDeeper(deeper, evidence, inquiry), ...writing], needs);
  return {
    is_healthy: findings.every(({ severity }) => severity === 'note'),
    summary: summarise(findings),
    findings,
    checked_at: new Date().toISOString(),
    ...withoutEmpty({ hostname: evidence.hostname, agent: agentReport(evidence) }),
    halo: toIdentity(evidence.host, evidence.agent),
    token: {
      was_renewed: inquiry.renewal === 'renewed',
      ...withoutEmpty({
        scopes_asked: evidence.scopes.asked,
        scopes_granted: evidence.scopes.granted && [...evidence.scopes.granted],
        expires_at: evidence.expiresAt,
      }),
    },
    lists: accessReport(evidence, deeper, findings),
    visible: visibleReport(evidence, deeper),
    clock: clockReport(inquiry, deeper, findings),
    budget: budgetReport(inquiry),
  };
}

function summarise(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'Nothing is wrong with this connection.';
  return findings.map(({ severity, message, syncs }) => `${severity}: ${message}${concerning(syncs)}`).join('\n');
}

function concerning(syncs: readonly string[]): string {
  return syncs.length === 0 ? '' : ` (Syncs: ${syncs.join(', ')}.)`;
}

function agentReport({ agent }: Evidence): Diagnosis['agent'] {
  if (agent === undefined) return undefined;
  return {
    is_disabled: agent.isDisabled,
    ...withoutEmpty({
      is_api_only: agent.isApiOnly,
      teams: agent.teams && [...agent.teams],
      departments: agent.departments && [...agent.departments],
      is_limited_to_customers: agent.hasCustomerLimit,
      is_limited_to_ticket_types: agent.hasTicketTypeLimit,
    }),
  };
}

function visibleReport({ access, teams }: Evidence, { ticketTypes }: DeeperEvidence): Diagnosis['visible'] {
  const customers = access.find(({ resource }) => resource.name === 'customers');
  return withoutEmpty({
    customers: customers?.count,
    teams: (teams ?? access.find(({ resource }) => resource.name === 'teams'))?.count,
    ticket_types: ticketTypes && [...ticketTypes],
  });
}

function clockReport(
  { clockDifference }: Inquiry,
  { newestStamp }: DeeperEvidence,
  findings: readonly Finding[],
): Diagnosis['clock'] {
  const isAhead = findings.some(({ code }) => code === 'halo_dates_not_utc');
  return withoutEmpty({
    difference_seconds: clockDifference === undefined ? undefined : Math.round(clockDifference / 1000),
    newest_ticket_stamp: newestStamp,
    // A time in the past proves nothing about time zones west of UTC, and is no reason to doubt UTC (halo-api.md §6.1.2).
    dates_are_utc: newestStamp === undefined ? undefined : !isAhead,
  });
}

function budgetReport({ requests, refused, hints, remaining, durations }: Inquiry): Diagnosis['budget'] {
  const total = durations.reduce((sum, one) => sum + one, 0);
  return {
    requests,
    refused,
    milliseconds_per_answer: Math.round(total / Math.max(1, durations.length)),
    ...withoutEmpty({
      limit: hints.limit,
      window_seconds: hints.window === undefined ? undefined : hints.window / 1000,
      remaining,
    }),
  };
}
