import type { EndpointName } from '../../sandbox/halo/index.js';
import type { World } from '../support/world.js';

/**
 * The pages of a list that the last run asked for, with dates as milliseconds since the world `began`; a request for a
 * count, or for ids only, is none.
 */
export function pages(world: World, endpoint: EndpointName, began: number): string[] {
  return world.requested.flatMap((request) => {
    const { pathname, searchParams: query } = new URL(request.replace('GET ', ''), 'https://acme.halopsa.test');
    if (pathname !== `/api/${endpoint}` || query.get('page_size') === '1') return [];
    if (query.has('idonly') || query.has('ticketidonly')) return [];
    const since = query.get('lastupdatefromdate');
    if (since !== null) query.set('lastupdatefromdate', String(Date.parse(`${since}Z`) - began));
    return [query.toString()];
  });
}

/** Pages of the killed run that the next one reads again, beyond those that a run reads more than once anyway. */
export function readAgain(unkilled: readonly string[], killed: readonly string[], next: readonly string[]): string[] {
  const left = [...unkilled];
  return [...killed, ...next].filter((page) => {
    const index = left.indexOf(page);
    if (index >= 0) left.splice(index, 1);
    return index < 0 && killed.includes(page);
  });
}
