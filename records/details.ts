import { z } from 'zod';

import type { HaloRow } from '../halo/values/rows.js';
import type { Complain, DetailSource, SavedRecord } from './contract.js';
import { described } from './described.js';
import { detailedModels } from './detailed-models.js';
import { computed } from './field.js';
import { inDetail, type Origin } from './origin.js';
import type { Settings } from './settings.js';

/** What marks a row that is a detail. Halo has no field of that name. */
const mark = 'is_complete';

/** A detail as a row whose record is complete: the syncs join details themselves, functions make records of them alone. */
export function asDetail(row: HaloRow): HaloRow {
  return { ...row, [mark]: true };
}

/** The field that says whether a record has what only the detail of its row has; list rows alone never make it so. */
export const isComplete = computed(
  ['isComplete', 1],
  described(
    z.boolean(),
    'Whether the fields that only the detail has are present and no older than the others; always false where details are not read (setting "details").',
  ),
  (row) => row[mark] === true,
  inDetail,
);

/** What is needed of a model to complete its records. */
interface DetailedModel {
  readonly name: string;
  readonly origins: Readonly<Record<string, Origin>>;
  map(row: HaloRow, context: undefined, complain: Complain): SavedRecord;
}

/** How the records of a model are completed; nothing for models that are not. */
export function detailsOf(model: DetailedModel): DetailSource | undefined {
  if (!Object.hasOwn(detailedModels, model.name)) return undefined;
  const fields = new Set(Object.keys(model.origins).filter((field) => model.origins[field] === 'detail'));
  return {
    // Specified for the items of all these lists (halo-api.md §4.3, §4.4, §4.5, §4.6).
    params: { includedetails: 'true' },
    fields,
    isWanted: ({ details }: Settings) => details?.includes(model.name) ?? detailedModels[model.name] === true,
    map: (row, complain) =>
      model.map(row, undefined, (field, problem) => {
        // Of the others the list's row has said it already.
        if (fields.has(field.split('.', 1)[0] ?? '')) complain(field, problem);
      }),
  };
}
