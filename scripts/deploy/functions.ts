import type { OnEventType } from '@nangohq/types';

/** A function as the server and a project name it. */
export interface FunctionName {
  readonly type: 'sync' | 'action' | 'on-event';
  readonly name: string;
  /** Of event functions: one name may serve several events. */
  readonly event?: OnEventType | undefined;
}

/** A function of one integration of the environment. */
export interface DeployedFunction extends FunctionName {
  /** The integration's key. */
  readonly integration: string;
}

/** The same text for the same function of an integration. */
export function identityOf({ type, name, event }: FunctionName): string {
  return [type, name, ...(event === undefined ? [] : [event])].join('/');
}

/** The same text for the same function of the environment. */
export function placeOf(deployed: DeployedFunction): string {
  return `${deployed.integration}/${identityOf(deployed)}`;
}

/** How messages name functions: `<integration>/<name>`, each once. */
export function listed(functions: readonly Pick<DeployedFunction, 'integration' | 'name'>[]): string {
  return [...new Set(functions.map(({ integration, name }) => `${integration}/${name}`))].join(', ');
}
