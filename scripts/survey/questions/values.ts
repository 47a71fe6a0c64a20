import { isRow, type HaloRow } from '../../../halo/values/rows.js';
import { createSwitches, type Switches } from '../../../sandbox/halo/index.js';
import { differs, holds, unknown, type Finding, type Question } from '../question.js';
import type { Samples } from '../samples.js';

/** The first rows of the lists of records. */
async function manyRows(samples: Samples): Promise<HaloRow[]> {
  const pages = [
    await samples.tickets(),
    await samples.page('Client'),
    await samples.page('Site'),
    await samples.page('Users'),
    await samples.page('Asset', 1, 50),
  ];
  return pages.flatMap((page) => page?.rows ?? []);
}

const emptyFields: Question = {
  name: 'emptyFields',
  asks: 'Whether the first rows of the lists hold nulls, hold empty texts, or leave fields out.',
  async ask(samples) {
    const tickets = (await samples.tickets())?.rows ?? [];
    const rows = await manyRows(samples);
    if (tickets.length < 2) return unknown('There are too few tickets.');
    // Custom fields have a question of their own.
    const isNull = ([name, value]: [string, unknown]): boolean => value === null && name !== 'customfields';
    if (rows.some((row) => Object.entries(row).some(isNull))) return differs('Nulls come.', { emptyFields: 'null' });
    const all = new Set(tickets.flatMap((row) => Object.keys(row)));
    const leavesOut = tickets.some((row) => Object.keys(row).length < all.size);
    if (leavesOut) return holds('Rows differ in the fields they have, and none is null.');
    const blank = rows.some((row) => Object.values(row).includes(''));
    return blank ? differs('All rows have all fields.', { emptyFields: 'blank' }) : unknown('No field is empty.');
  },
};

type DateForm = 'naive' | 'z' | 'ticks' | 'offset';

function formOf(text: string): DateForm | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return undefined;
  if (/[+-]\d\d:\d\d$/.test(text)) return 'offset';
  // Ticks are tenths of a microsecond: seven decimals (halo-api.md §6.1.2).
  if (/\.\d{7}Z?$/.test(text)) return 'ticks';
  return text.endsWith('Z') ? 'z' : 'naive';
}

const textsOf = (rows: readonly HaloRow[]): string[] =>
  rows.flatMap((row) => Object.values(row).filter((value) => typeof value === 'string'));

const dates: Question = {
  name: 'dates',
  asks: 'In which forms dates come in the first rows of the lists and in some actions.',
  async ask(samples) {
    const actions = (await samples.actionsOfTickets()).flatMap((list) => list.actions.rows);
    const rows = [...(await manyRows(samples)), ...actions];
    const forms = new Set(textsOf(rows).flatMap((text) => formOf(text) ?? []));
    const [only, another] = [...forms];
    if (only === undefined) return unknown('No date was found.');
    const detail = `They come as ${[...forms].sort().join(', ')}.`;
    if (another === undefined) return differs(detail, { dates: only });
    return forms.has('offset') ? unknown(`${detail} No switch imitates that.`) : holds(detail);
  },
};

const year = (text: string): number => Number(text.slice(0, 4));

const sentinelDates: Question = {
  name: 'sentinelDates',
  asks: 'Which date fields of the first rows hold a year before 1980.',
  async ask(samples) {
    const dated = new Set<string>();
    const sentinel = new Set<string>();
    for (const row of await manyRows(samples)) {
      for (const [key, value] of Object.entries(row)) {
        if (typeof value !== 'string' || formOf(value) === undefined) continue;
        dated.add(key);
        if (year(value) < 1980) sentinel.add(key);
      }
    }
    if (dated.size === 0) return unknown('No date was found.');
    if (sentinel.size === 0) return differs('None does.', { sentinelDates: 'never' });
    if (sentinel.size > dated.size / 2) return differs('Most do.', { sentinelDates: 'everywhere' });
    return holds(`${sentinel.size} of ${dated.size} do.`);
  },
};

const rowNames: Question = {
  name: 'rowNames',
  asks: 'Whether ticket rows carry the name of their status, asked for and not asked for.',
  async ask(samples) {
    const carries = (rows: readonly HaloRow[] = []): boolean => rows.some((row) => 'status_name' in row);
    const [plain, asked] = [await samples.page('Tickets', 1, 50), await samples.tickets()];
    if (asked === undefined || asked.rows.length === 0) return unknown('There are no tickets.');
    if (carries(plain?.rows)) return differs('They always do.', { rowNames: 'always' });
    return carries(asked.rows) ? holds('When asked for.') : differs('They never do.', { rowNames: 'never' });
  },
};

const decimalIds: Question = {
  name: 'decimalIds',
  asks: 'Whether ids of the first sites and contacts are written as decimals.',
  async ask(samples) {
    const [sites, contacts] = [await samples.page('Site'), await samples.page('Users')];
    const text = `${sites?.text ?? ''}${contacts?.text ?? ''}`;
    if (!/"(client|site)_id":/.test(text)) return unknown('There are no sites and no contacts.');
    const some = /"(client|site)_id":\s*\d+\.0/.test(text);
    return some ? holds('Some are.') : differs('None is.', { decimalIds: false });
  },
};

const zeroWidthCharacters: Question = {
  name: 'zeroWidthCharacters',
  asks: 'Whether the first tickets hold zero-width characters.',
  async ask(samples) {
    const text = (await samples.tickets())?.text ?? '';
    if (/\u200b|\\u200b/i.test(text)) return holds('Some do.');
    return unknown('None was found, which does not show that there are none.');
  },
};

const stampNames = ['last_update', 'flastupdate', 'lastupdate'] as const;

const lastUpdateKey: Question = {
  name: 'lastUpdateKey',
  asks: 'Which of the known names the update stamp of ticket rows has.',
  async ask(samples) {
    const row = (await samples.page('Tickets', 1, 50))?.rows[0];
    const key = stampNames.find((name) => row !== undefined && name in row);
    if (key === undefined) return unknown('There is no ticket, or none of these names.');
    return key === 'last_update' ? holds(`It is ${key}.`) : differs(`It is ${key}.`, { lastUpdateKey: key });
  },
};

/** How the values of select fields of the first tickets are written; type 2 and 3 of halo-api.md §6.2. */
async function selectForms(samples: Samples): Promise<Set<string>> {
  const fields = ((await samples.tickets())?.rows ?? []).flatMap((row) => {
    const list = row['customfields'];
    return Array.isArray(list) ? list.filter(isRow) : [];
  });
  const values = fields.filter((field) => field['type'] === 2).map((field) => field['value']);
  return new Set(
    values.flatMap((value) => (typeof value === 'number' || typeof value === 'string' ? typeof value : [])),
  );
}

const selectValues: Question = {
  name: 'selectValues',
  asks: 'How the values of select fields of the first tickets are written.',
  async ask(samples) {
    const forms = await selectForms(samples);
    if (forms.size === 0) return unknown('No select field with a value was met.');
    if (forms.size === 2) return holds('As numbers and as texts.');
    const form: Switches['selectValues'] = forms.has('number') ? 'number' : 'text';
    return form === createSwitches().selectValues
      ? holds(`As ${form}.`)
      : differs(`As ${form}.`, { selectValues: form });
  },
};

const teamIdInRows: Question = {
  name: 'teamIdInRows',
  asks: 'Whether ticket rows that name a team carry its id.',
  async ask(samples): Promise<Finding> {
    const rows = ((await samples.page('Tickets', 1, 50))?.rows ?? []).filter((row) => Boolean(row['team']));
    if (rows.length === 0) return unknown('No ticket names a team.');
    return rows.some((row) => 'team_id' in row) ? holds('They do.') : differs('They do not.', { teamIdInRows: false });
  },
};

const fieldInfoValues: Question = {
  name: 'fieldInfoValues',
  asks: 'The list of field definitions, with and without `includevalues=true`.',
  async ask(samples) {
    const [plain, asked] = [await samples.list('FieldInfo'), await samples.list('FieldInfo', { includevalues: true })];
    const carries = (rows: readonly HaloRow[] = []): boolean =>
      rows.some((row) => Array.isArray(row['values']) && row['values'].length > 0);
    if (asked === undefined || asked.rows.length === 0) return unknown('The list is empty, or cannot be read.');
    if (carries(plain?.rows)) return differs('Options always come.', { fieldInfoValues: 'always' });
    if (carries(asked.rows)) return holds('Options come when asked for.');
    if (!asked.rows.some((row) => row['type'] === 2)) return unknown('There is no select field.');
    return differs('Options do not come with the list.', { fieldInfoValues: 'itemOnly' });
  },
};

/** How single values are written. */
export const valueQuestions: readonly Question[] = [
  fieldInfoValues,
  emptyFields,
  dates,
  sentinelDates,
  rowNames,
  decimalIds,
  zeroWidthCharacters,
  lastUpdateKey,
  selectValues,
  teamIdInRows,
];
