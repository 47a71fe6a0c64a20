import { BlindAgentError, PermissionDeniedError, UnreadableAnswerError, type HaloError } from '../halo/errors.js';
import { covers } from '../halo/transport/scopes.js';
import type { Access } from './access.js';
import type { Evidence } from './evidence.js';
import { judged, namesOf, type Judgement } from './judgement.js';
import type { Severity } from './model.js';
import { problems } from './problems.js';
import type { Resource } from './resources.js';

interface Cause {
  /** Lists with the same cause make one conclusion. */
  readonly key: string;
  readonly severity: Severity;
  /** Nothing can be read from the list. */
  readonly isFatal: boolean;
  readonly explain: (names: string, resources: readonly Resource[]) => HaloError;
}

/** Concludes what is wrong with single lists, each cause once with all lists that it explains. */
export function judgeLists(evidence: Evidence): Judgement[] {
  const causes = new Map<string, { cause: Cause; resources: Resource[] }>();
  for (const access of evidence.access) {
    for (const cause of causesOf(access, evidence)) {
      const known = causes.get(cause.key) ?? { cause, resources: [] };
      known.resources.push(access.resource);
      causes.set(cause.key, known);
    }
  }
  const isTotal = isNothingToHave(evidence);
  return [...causes.values()].map(({ cause, resources }) =>
    judged(
      cause.explain(namesOf(resources), resources),
      cause.isFatal && isTotal ? 'error' : cause.severity,
      resources,
    ),
  );
}

/** True when not one of the record lists that were looked at gives anything, for reasons that time will not cure. */
function isNothingToHave(evidence: Evidence): boolean {
  const asked = evidence.access.filter(({ resource, state }) => resource.records && state !== 'unasked');
  return asked.length > 0 && asked.every((access) => causesOf(access, evidence).some(({ isFatal }) => isFatal));
}

function causesOf(access: Access, evidence: Evidence): Cause[] {
  switch (access.state) {
    case 'refused':
      return [refusal(access, evidence)];
    case 'missing':
      return [cause('missing', 'warning', true, (names) => problems.listMissing(names))];
    case 'failing':
      return [cause('failing', 'warning', false, (names) => problems.serverError(names))];
    case 'unreadable':
      return [cause('unreadable', 'warning', false, (names) => new UnreadableAnswerError(names, 'it is not the list'))];
    case 'empty':
      return emptiness(access, evidence);
    case 'readable':
      return [
        ...(access.cured ? [cause('cured', 'note', false, (names) => problems.tokenOutdated(names))] : []),
        ...(access.ignoredPaging === true
          ? [cause('paging', 'warning', false, (names) => problems.pagingIgnored(names))]
          : []),
        ...(access.count === undefined
          ? [cause('shape', 'warning', false, (names) => problems.oldListShape(names))]
          : []),
      ];
    case 'rate-limited':
    case 'unasked':
      return [];
  }
}

function cause(key: string, severity: Severity, isFatal: boolean, explain: Cause['explain']): Cause {
  return { key, severity, isFatal, explain };
}

/** Both layers must allow a call: the token's scopes, and the agent's role (halo-api.md §1.5). */
function refusal({ resource: { scope } }: Access, { scopes: { asked, granted } }: Evidence): Cause {
  const lacksScope = scope !== undefined && granted !== undefined && granted.length > 0 && !covers(granted, scope);
  if (!lacksScope) return cause('refused', 'warning', true, (names) => new PermissionDeniedError(names));
  const wasAsked = asked === undefined || covers(asked.split(/[\s,]+/), scope);
  const explain = wasAsked ? problems.scopeNotGranted : problems.scopeNotAsked;
  return cause(wasAsked ? 'not granted' : 'not asked', 'warning', true, (names, resources) =>
    explain([...new Set(resources.map((one) => `"${one.scope ?? ''}"`))].join(' and '), names),
  );
}

/** An empty list is no error in Halo: whether it is one depends on what else the agent is shown (halo-api.md §1.5). */
function emptiness({ resource }: Access, { agent, agentReply, teams, access }: Evidence): Cause[] {
  if (!resource.records && resource.name !== 'teams') return [];
  if (agentReply.kind === 'not-found') {
    return [cause('login type', 'warning', true, () => problems.loginType())];
  }
  if (agent?.teams?.length === 0) {
    return [cause('no teams', 'warning', true, (names) => new BlindAgentError(names))];
  }
  const customers = access.find((one) => one.resource.name === 'customers');
  // Every Halo has customers, at least the one that stands for itself (halo-api.md §6.1.3).
  const seesNobody = customers?.state === 'empty' || teams?.state === 'empty';
  if (seesNobody) return [cause('blind', 'warning', true, (names) => problems.agentBlind(names))];
  return [cause('empty', 'note', false, (names) => problems.emptyList(names))];
}
