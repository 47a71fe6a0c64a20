import type { Cost, HaloFunction, Marks } from '../../../actions/define.js';
import { commonErrors, errorCodes } from '../../../actions/error-codes.js';
import { functions } from '../../../actions/registry.js';
import type { DescribedAction, DescribedEvent, DescribedSync } from '../functions.js';

/** What the catalogue says about a function beyond its declaration. */
export interface FunctionNotes {
  /** Requests to Halo, in a sentence. */
  readonly cost?: string;
  /** An input to show in the example; without it one is made of the mandatory fields. */
  readonly example?: unknown;
  /** Errors that the function throws on its own account. */
  readonly errors?: readonly { readonly code: string; readonly meaning: string }[];
  /** Paragraphs that a caller should read. */
  readonly remarks?: readonly string[];
}

/** The notes by function; a function without any is described by its declaration alone. */
const notes: Readonly<Record<string, FunctionNotes>> = {
  'diagnose-connection': { cost: 'About 40, and never more than 60.', example: { check_writing: false } },
  'post-connection-creation': { cost: 'At most 3.' },
  'validate-connection': { cost: 'At most 10, in at most half a minute.' },
};

/**
 * What a run costs with each strategy. The compiled declarations do not say it, so it stands here, one text per strategy;
 * a sync gets the text of the strategy that its declaration imports.
 */
const strategies: Readonly<Record<string, string>> = {
  changes:
    'The first run takes 1 request per page of 100 rows and up to 10 more. A later run takes 1 request per page of ' +
    'changed rows and up to 6 more, however many rows there are. Once a day the list of all ids takes 2 more, and each ' +
    'row that is gone 1 more.',
  listing:
    'A complete listing takes 1 request per page (100 rows, assets 50) and up to 10 more. The first run is one, and then ' +
    'one run a day. The runs in between take 1 request per page of changed rows and up to 6 more. If the tenant cannot ' +
    'list what was updated since a time, every run is a complete listing.',
  window:
    '1 request per page of 100 rows in the window and 1 more, and 1 for each record of the window that is no longer listed.',
  reference: '1 for the whole list, and up to 2 more when the list is empty.',
  children:
    '1 per page of tickets that changed, at least 1 more for each of these tickets, and up to 6 more. The first run ' +
    'goes back some days, not to the first ticket (setting `actions_days`).',
};

/** What is noted about a function; of those of `actions/`, what stands beside their code. */
export function notesOf(name: string): FunctionNotes {
  const definition = functions.find((each) => each.name === name);
  return notes[name] ?? (definition === undefined ? {} : toNotes(definition));
}

function toNotes({ cost, errors, example, instructions, marks, scopes }: HaloFunction): FunctionNotes {
  const codes = [...commonErrors, ...errors];
  return {
    cost: costOf(cost),
    example,
    errors: codes.map((code) => ({ code, meaning: errorCodes[code] })),
    remarks: [instructions, effectOf(marks), ...(cost.elsewhere === undefined ? [] : [permissionsElsewhere(scopes)])],
  };
}

function costOf({ usual, most, when, elsewhere }: Cost): string {
  const cost =
    usual === most ? `${usual}.` : `Usually ${usual}, at most ${most}${when === undefined ? '' : `: ${when}`}.`;
  return elsewhere === undefined ? cost : `${cost} For projects and opportunities up to ${elsewhere} more.`;
}

/** What is needed beside the permissions that a function names, where an id is that of a project or an opportunity. */
function permissionsElsewhere(scopes: readonly string[]): string {
  const right = scopes.includes('edit:tickets') ? 'edit' : 'read';
  return (
    'A Halo that lists projects and opportunities apart from tickets asks for the permission ' +
    `\`${right}:projects\` or \`${right}:crm\` where the id is that of one of them.`
  );
}

/** What a call does to Halo, in a sentence or two. */
export function effectOf({ readOnly, idempotent, destructive, emails }: Marks): string {
  if (readOnly) return 'It changes nothing.';
  const repeated =
    idempotent === 'with_key'
      ? 'With the same `idempotency_key`, a second call returns the first result.'
      : idempotent
        ? 'A second call changes nothing more.'
        : 'A second call does it again.';
  const effects = [
    repeated,
    ...(destructive ? ['It deletes, archives or merges.'] : []),
    ...(emails === true ? ['It sends an e-mail.'] : []),
  ];
  return effects.join(' ');
}

/** What a sync costs in requests. @throws when its strategy is not in the table above */
export function costOfSync({ name, strategy }: Pick<DescribedSync, 'name' | 'strategy'>): string {
  const cost = strategy === undefined ? undefined : strategies[strategy];
  if (cost !== undefined) return cost;
  const which = strategy === undefined ? 'no strategy' : `the strategy "${strategy}"`;
  throw new Error(`the sync ${name} uses ${which}; say in scripts/reference/catalogue/notes.ts what a run costs`);
}

/** What the details of a sync's records cost on top of it, with a space in front; nothing where none are read. */
export function costOfDetails({ output, json_schema: schemas }: Pick<DescribedSync, 'output' | 'json_schema'>): string {
  const hasDetails = output.some((model) => schemas.definitions[model]?.properties?.['is_complete'] !== undefined);
  if (!hasDetails) return '';
  return (
    ' Where details are read (setting `details`), 1 more for each new or changed record, at most 200 a run ' +
    '(`details_per_run`), and up to 50 more with each complete listing.'
  );
}

/** What an action costs in requests: as noted, or as far as its permissions tell. */
export function costOfAction({ name, scopes }: Pick<DescribedAction, 'name' | 'scopes'>): string {
  return (
    notesOf(name).cost ??
    (writes({ scopes })
      ? '1 to write, and those that check the record before and after.'
      : '1 for each page or record that is read.')
  );
}

/** Whether an action changes something in Halo. */
export function writes({ scopes }: Pick<DescribedAction, 'scopes'>): boolean {
  return scopes.some((scope) => scope.startsWith('edit:'));
}

/** What an event function costs in requests. @throws when it is not noted */
export function costOfEvent({ name }: Pick<DescribedEvent, 'name'>): string {
  const { cost } = notesOf(name);
  if (cost !== undefined) return cost;
  throw new Error(`say in scripts/reference/catalogue/notes.ts what the event function ${name} costs`);
}
