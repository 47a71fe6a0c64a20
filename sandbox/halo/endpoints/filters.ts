import type { Archivable } from '../records/organisation.js';
import type { Stamped } from '../records/collection.js';
import type { Filter } from '../records/selection.js';
import type { Switches } from '../switches.js';
import type { Context } from './context.js';

/** Passes records whose value is one of these; nothing when no list was given. */
export function oneOf<T>(key: string, ids: readonly number[] | undefined, value: (record: T) => number): Filter<T>[] {
  if (ids === undefined) return [];
  const wanted = new Set(ids);
  return [{ key: `${key}=${ids.join(',')}`, test: (record) => wanted.has(value(record)) }];
}

/** Passes records whose text holds the search term. */
export function searching<T>(context: Context, text: (record: T) => string): Filter<T>[] {
  const term = context.parameters.text('search')?.toLowerCase();
  if (term === undefined) return [];
  return [{ key: `search=${term}`, test: (record) => text(record).toLowerCase().includes(term) }];
}

/** `lastupdatefromdate` and `lastupdatetodate`, where this tenant honours them. */
export function updatedSince<T extends Stamped>(context: Context, name: keyof Switches['updatedSince']): Filter<T>[] {
  const { parameters, switches, tenant } = context;
  if (switches.updatedSince[name] === 'ignore') return [];
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
export function activity<T extends Archivable>(context: Context): Filter<T>[] {
  const { parameters } = context;
  const both = parameters.text('activeinactive')?.split(',');
  const active = both === undefined ? !parameters.denied('includeactive') : both[0] === 'true';
  const inactive = both === undefined ? parameters.flag('includeinactive') : both[1] === 'true';
  if (active && inactive) return [];
  return [
    {
      key: `active=${String(active)},${String(inactive)}`,
      test: (record) => (record.inactive ? inactive : active),
    },
  ];
}

/** Restrictions of the agent to some customers; a blind agent sees nothing. */
export function sightOfCustomers<T>(context: Context, client: (record: T) => number): Filter<T>[] {
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
