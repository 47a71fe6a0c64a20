import type { ActionDeclaration } from '../contract/declarations.js';
import type { DescribedEvent, DescribedSync } from './functions.js';

/**
 * What each strategy costs, in requests to Halo; a page is 100 rows, for assets 50. The compiled declarations do not say
 * it, so it stands here, one text a strategy: a sync that uses one gets the text by itself.
 */
const strategies: Readonly<Record<string, string>> = {
  changes:
    'First run: one a page, and up to 10 more. Then: one for each page of changed records, and up to 6 more, however ' +
    'many records there are. Once a day the list of all ids: two more, and one for each record that is gone.',
  listing:
    'One a page, and up to 10 more, for a complete listing: the first run, then once a day. In between one for each ' +
    'page of changed records and up to 6 more, if the tenant honours "updated since" for this list; if it does not, ' +
    'every run is a complete listing.',
  reference: 'One for the whole list, and up to 2 more when it is empty.',
  children:
    'One for each page of tickets that changed, at least one more for each of these tickets, and up to 6 besides. The ' +
    'first run begins some days back, not with the first ticket ever (see the settings).',
};

/** Functions of which more can be said than their kind tells. */
const functions: Readonly<Record<string, string>> = {
  'diagnose-connection': 'About 40, and 60 at most.',
  'post-connection-creation': '3 at most.',
  'validate-connection': '10 at most, and half a minute.',
};

/** What a sync costs in requests. @throws when its strategy is not in the table above */
export function costOfSync({ name, strategy }: Pick<DescribedSync, 'name' | 'strategy'>): string {
  const cost = strategy === undefined ? undefined : strategies[strategy];
  if (cost !== undefined) return cost;
  const which = strategy === undefined ? 'no strategy' : `the strategy "${strategy}"`;
  throw new Error(`the sync ${name} uses ${which}; say in scripts/reference/costs.ts what a run costs`);
}

/** What an action costs in requests, as far as its permissions tell. */
export function costOfAction({ name, scopes }: Pick<ActionDeclaration, 'name' | 'scopes'>): string {
  return (
    functions[name] ??
    (scopes.some((scope) => scope.startsWith('edit:'))
      ? 'One to write, and those that make sure of it before and after.'
      : 'One for each page or record that is asked for.')
  );
}

/** What an event function costs in requests, where that is known. */
export function costOfEvent({ name }: Pick<DescribedEvent, 'name'>): string | undefined {
  return functions[name];
}
