import type { DeployOutcome } from './deploy.js';
import { listed, type FunctionName } from './functions.js';

const kinds = [
  ['sync', 'syncs'],
  ['action', 'actions'],
  ['on-event', 'event functions'],
] as const;

/** The lines that a deployment ends with. */
export function report(outcome: DeployOutcome, integration: string, environment: string): string {
  const place = `${integration} in ${environment}`;
  if (outcome.isDryRun) return [`Would deploy to ${place}:`, ...byKind(outcome.functions)].join('\n');
  const own = outcome.deployed.filter((one) => one.integration === integration);
  const kept = outcome.deployed.filter((one) => one.integration !== integration);
  const lines = [`Deployed to ${place}, and active there:`, ...byKind(own)];
  if (kept.length > 0) {
    lines.push(`Also deployed in this version, because the same functions are active there: ${listed(kept)}.`);
  }
  if (outcome.switchedOff.length > 0) {
    lines.push(`Deactivated, as --deactivate-other-events allows: ${listed(outcome.switchedOff)}.`);
  }
  return lines.join('\n');
}

function byKind(functions: readonly (FunctionName & { readonly version?: string })[]): string[] {
  return kinds.flatMap(([type, title]) => {
    const names = functions
      .filter((one) => one.type === type)
      .map(({ name, version }) => (version === undefined ? name : `${name}@v${version}`));
    return names.length === 0 ? [] : [`  ${title}: ${names.join(', ')}`];
  });
}
