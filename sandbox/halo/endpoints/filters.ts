import type { Stamped } from '../records/collection.js';
import { oneOf, type Filter } from '../records/selection.js';
import { fieldOf } from '../records/type.js';
import type { EndpointName } from '../switches.js';
import type { Context } from './context.js';

/** Passes records whose text holds the search term. */
export function searching<T>(context: Context, text: (record: T) => string): Filter<T>[] {
  const term = context.parameters.text('search')?.toLowerCase();
  if (term === undefined) return [];
  return [{ key: `search=${term}`, test: (record) => text(record).toLowerCase().includes(term) }];
}

/** `lastupdatefromdate` and `lastupdatetodate`, where this tenant honours them. */
export function updatedSince<T extends Stamped>(context: Context, name: EndpointName): Filter<T>[] {
  const { parameters, switches, tenant } = context;
  if ((switches.updatedSince[name] ?? switches.updatedSince.default) === 'ignore') return [];
  const from = parameters.date('lastupdatefromdate');
  const to = parameters.date('lastupdatetodate');
  if (from === undefined && to === undefined) return [];
  const inclusive = switches.updatedSinceBoundary === '>=';
  const test = ({ last_update }: T): boolean => {
    if (from !== undefined && (inclusive ? last_update < from : last_update <= from)) return false;
    return to === undefined || last_update <= to;
  };
  const key = `updated${switches.updatedSinceBoundary}${String(from)}..${String(to)}`;
  // Nothing untouched is newer than the layout says: only changed records need to be looked at.
  return [{ key, test, ...(from !== undefined && from > tenant.layout.newest ? { base: 'none' as const } : {}) }];
}

/** Archived records are hidden unless asked for (halo-api.md §5.3): `includeinactive=true` or `activeinactive=true,true`. */
export function activity<T extends object>(context: Pick<Context, 'parameters'>): Filter<T>[] {
  const { parameters } = context;
  const both = parameters.text('activeinactive')?.split(',');
  const active = both === undefined ? !parameters.denied('includeactive') : both[0] === 'true';
  const inactive = both === undefined ? parameters.flag('includeinactive') : both[1] === 'true';
  if (active && inactive) return [];
  return [
    {
      key: `active=${String(active)},${String(inactive)}`,
      test: (record) => (fieldOf(record, 'inactive') === true ? inactive : active),
    },
  ];
}

/** Restrictions of the agent to some customers; a blind agent sees nothing. */
export function sightOfCustomers<T>(context: Context, client: (record: T) => unknown): Filter<T>[] {
  const { sight } = context;
  return [...blindness<T>(context), ...oneOf('sight', sight.customers, client)];
}

export function blindness<T>(context: Context): Filter<T>[] {
  const blind = context.sight.blind === true || context.emptied;
  return blind ? [{ key: 'blind', test: () => false, base: 'none' }] : [];
}

/**
 * Rows of a special kind, such as service accounts, and the others: each kind is shown when its parameter asks for it, and
 * the others also where neither is asked for (switch `specialRows`).
 */
export function specialRows<T>(
  context: Context,
  special: string,
  others: string,
  isSpecial: (record: T) => boolean,
): Filter<T>[] {
  const { parameters, switches } = context;
  if (switches.specialRows === 'always') return [];
  const showsSpecial = parameters.flag(special);
  const showsOthers = parameters.flag(others) || (!showsSpecial && !parameters.denied(others));
  if (showsSpecial && showsOthers) return [];
  return [
    {
      key: `${special}=${String(showsSpecial)},${String(showsOthers)}`,
      test: (record) => (isSpecial(record) ? showsSpecial : showsOthers),
    },
  ];
}
