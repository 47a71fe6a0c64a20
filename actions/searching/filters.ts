import { InvalidInputError, type InputProblem } from '../../halo/errors.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { problemsOf } from '../choices/invalid-choice.js';
import type { ChoiceKind } from '../choices/kinds.js';

/** A field of an input by which a list is narrowed. */
interface FilterField {
  readonly field: string;
  /** Halo's parameter. */
  readonly parameter: string;
  /** The key of a row that shows what it narrows by. */
  readonly key: string;
  /** What its names are looked up in; an id otherwise. */
  readonly kind?: ChoiceKind;
}

export interface Filter extends FilterField {
  readonly id: string;
}

/** The filters that an input asks for. @throws InvalidInputError naming every name that matches nothing */
export async function readFilters(
  call: Call,
  input: Readonly<Record<string, unknown>>,
  fields: readonly FilterField[],
): Promise<readonly Filter[]> {
  const problems: InputProblem[] = [];
  const filters: Filter[] = [];
  for (const each of fields) {
    const wanted = input[each.field];
    if (typeof wanted !== 'string' && typeof wanted !== 'number') continue;
    try {
      const id = each.kind === undefined ? String(wanted) : (await call.choices.find(each.kind, wanted)).id;
      filters.push({ ...each, id });
    } catch (error) {
      problems.push(...problemsOf(each.field, error));
    }
  }
  if (problems.length > 0) throw new InvalidInputError(call.name, problems);
  return filters;
}

/** Rows that fit: a parameter that a build does not know is ignored silently (halo-api.md §2.2). */
export function matching(rows: readonly HaloRow[], filters: readonly Filter[]): readonly HaloRow[] {
  return rows.filter((row) => filters.every(({ key, id }) => row[key] === undefined || String(toId(row[key])) === id));
}
