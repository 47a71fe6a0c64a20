import type { DeeperEvidence } from './deeper.js';
import type { Diagnosis } from './diagnosis-model.js';
import type { Evidence } from './evidence.js';
import { withoutEmpty } from './identity.js';
import type { Finding } from './model.js';

/** The lists, each with what was found about it and the finding that explains it. */
export function accessReport(
  { access }: Evidence,
  { filters }: DeeperEvidence,
  findings: readonly Finding[],
): Diagnosis['lists'] {
  return access.map(({ resource, state, count, sampleId }) => {
    const cause = findings.find(({ resources }) => resources.includes(resource.name));
    return {
      name: resource.name,
      state,
      syncs: [...resource.syncs],
      ...withoutEmpty({
        permission: resource.scope,
        count,
        sample_id: sampleId,
        updated_since: filters.get(resource.name),
        likely_cause: cause?.code,
        step: cause?.step,
      }),
    };
  });
}
