import type { HaloError } from '../halo/errors.js';
import type { Finding, Severity } from './model.js';
import type { SyncNeed } from '../records/registry.js';
import type { Resource } from './resources.js';

/** A conclusion from the evidence; it concerns everything when it names no lists. */
export interface Judgement {
  readonly problem: HaloError;
  readonly severity: Severity;
  readonly resources: readonly Resource[];
}

export function judged(problem: HaloError, severity: Severity, resources: readonly Resource[] = []): Judgement {
  return { problem, severity, resources };
}

/** "tickets", "tickets and assets", "tickets, assets and sites". */
export function namesOf(resources: readonly Resource[]): string {
  const labels = [...new Set(resources.map(({ label }) => label))];
  const last = labels.pop() ?? '';
  return labels.length === 0 ? last : `${labels.join(', ')} and ${last}`;
}

/** Writes conclusions for machines and people; the worst first. */
export function toFindings(judgements: readonly Judgement[], needs: readonly SyncNeed[]): Finding[] {
  const order: readonly Severity[] = ['error', 'warning', 'note'];
  const sorted = order.flatMap((severity) => judgements.filter((judgement) => judgement.severity === severity));
  return sorted.map(({ problem, severity, resources }) => ({
    code: codeOf(problem),
    severity,
    message: problem.message,
    ...(problem.step === undefined ? {} : { step: problem.step }),
    resources: resources.map(({ name }) => name),
    syncs: resources.length === 0 ? needs.map(({ sync }) => sync) : syncsOf(resources),
  }));
}

function codeOf({ code }: HaloError): string {
  return code;
}

function syncsOf(resources: readonly Resource[]): string[] {
  return [...new Set(resources.flatMap(({ syncs }) => syncs))];
}
