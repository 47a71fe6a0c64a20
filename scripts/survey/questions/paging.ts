import { createSwitches } from '../../../sandbox/halo/index.js';
import type { Container } from '../answer.js';
import { differs, holds, unknown, type Question } from '../question.js';
import { classOf, idsOf, large, surveyed, type LargeList, type ListName, type Samples } from '../samples.js';

/** More than any cap that was reported. */
const moreThanCapped = 1_000;

const entriesOf = <Key extends string, Value>(map: ReadonlyMap<Key, Value>): Partial<Record<Key, Value>> => {
  const record: Partial<Record<Key, Value>> = {};
  for (const [key, value] of map) record[key] = value;
  return record;
};

const pageCaps: Question = {
  name: 'pageCaps',
  asks: 'A page of 1,000 rows of tickets, customers, sites, contacts and assets; the rows that come are the cap.',
  async ask(samples) {
    const defaults = createSwitches().pageCaps;
    const caps = new Map<LargeList, number>();
    const short: string[] = [];
    for (const name of large) {
      const page = await samples.page(name, 1, moreThanCapped);
      const sent = page?.rows.length ?? 0;
      // Fewer rows than there are: that is the cap. All there are say nothing, unless they are more than the cap.
      if (page !== undefined && (page.recordCount ?? 0) > sent) caps.set(name, sent);
      else if (sent > (defaults[name] ?? defaults.default)) caps.set(name, Math.max(sent, moreThanCapped));
      else short.push(name);
    }
    const others = [...caps].filter(([name, cap]) => cap !== (defaults[name] ?? defaults.default));
    const said = [...caps].map(([name, cap]) => `${name} ${cap}`).join(', ');
    const rest = short.length === 0 ? '' : ` Too few rows to tell: ${short.join(', ')}.`;
    if (caps.size === 0) return unknown(`No list has more rows than a page holds.`);
    if (others.length === 0) return holds(`Rows of a page: ${said}.${rest}`);
    return differs(`Rows of a page: ${said}.${rest}`, { pageCaps: { ...defaults, ...entriesOf(caps) } });
  },
};

const countCaps: Question = {
  name: 'countCaps',
  asks: 'Tickets with `count=1100`, where there are more than 1,000.',
  async ask(samples) {
    const total = (await samples.page('Tickets', 1, 100))?.recordCount ?? 0;
    if (total <= 1_000) return unknown(`There are ${classOf(total)} tickets, and the cap is expected at 1,000.`);
    const sent = (await samples.list('Tickets', { count: 1_100 }))?.rows.length ?? 0;
    if (sent === 1_000) return holds('1,000 tickets came.');
    const cap = sent >= Math.min(1_100, total) ? Number.MAX_SAFE_INTEGER : sent;
    const countCaps = { Tickets: cap, Projects: cap, Opportunities: cap };
    return differs(sent < 1_100 ? `${sent} tickets came.` : 'More than 1,000 tickets came.', { countCaps });
  },
};

const defaultPageSize: Question = {
  name: 'defaultPageSize',
  asks: 'Tickets without any parameter for paging.',
  async ask(samples) {
    const [paged, plain] = [await samples.page('Tickets', 1, 100), await samples.list('Tickets')];
    const sent = plain?.rows.length;
    if (sent === undefined) return unknown('The list without paging cannot be read.');
    if (sent >= (paged?.recordCount ?? paged?.rows.length ?? 0)) return unknown('All tickets fit into one answer.');
    if (sent === createSwitches().defaultPageSize) return holds(`${sent} rows came.`);
    return differs(`${sent} rows came.`, { defaultPageSize: sent });
  },
};

const pastEnd: Question = {
  name: 'pastEnd',
  asks: 'Page 100,000 of the tickets and of the customers.',
  async ask(samples) {
    const seen = new Set<'empty' | 'repeatLast' | 'countZero'>();
    for (const name of ['Tickets', 'Client'] as const) {
      const first = await samples.page(name, 1, 100);
      const past = await samples.page(name, 100_000, 100);
      if (first === undefined || past === undefined || first.rows.length === 0) continue;
      if (past.rows.length > 0) seen.add('repeatLast');
      else seen.add(past.recordCount === 0 && (first.recordCount ?? 0) > 0 ? 'countZero' : 'empty');
    }
    const [kind, other] = [...seen];
    const words = { empty: 'no rows', repeatLast: 'rows again', countZero: 'no rows, and a count of 0' };
    if (kind === undefined) return unknown('A page after the last one cannot be read.');
    if (other !== undefined)
      return differs('Lists differ from each other.', { pastEnd: kind === 'empty' ? other : kind });
    return kind === createSwitches().pastEnd
      ? holds(`After the last page come ${words[kind]}.`)
      : differs(`After the last page come ${words[kind]}.`, { pastEnd: kind });
  },
};

/** How a list takes its second page; undefined when it is too short to tell. */
async function pagingOf(
  samples: Samples,
  name: ListName,
): Promise<'honoured' | 'firstPage' | 'everything' | undefined> {
  const size = 2;
  const first = await samples.page(name, 1, size);
  if (first === undefined || first.rows.length < size) return undefined;
  if (first.rows.length > size) return 'everything';
  const second = await samples.page(name, 2, size);
  if (second === undefined || second.rows.length === 0) return undefined;
  return idsOf(second)[0] === idsOf(first)[0] ? 'firstPage' : 'honoured';
}

const ignoresPaging: Question = {
  name: 'ignoresPaging',
  asks: 'Two pages of two rows of each list of records, and of agents.',
  async ask(samples) {
    const ignoring: Partial<Record<ListName, 'firstPage' | 'everything'>> = {};
    const told: ListName[] = [];
    for (const name of [...large, 'Agent'] as const) {
      const paging = await pagingOf(samples, name);
      if (paging === undefined) continue;
      told.push(name);
      if (paging !== 'honoured') ignoring[name] = paging;
    }
    const names = Object.keys(ignoring).join(', ');
    if (told.length === 0) return unknown('Every list is too short to have a second page.');
    const detail = `Looked at ${told.join(', ')}; paging is ignored by ${names === '' ? 'none' : names}.`;
    const { ignoresPaging: assumed } = createSwitches();
    const same = told.every((name) => ignoring[name] === assumed[name]);
    return same ? holds(detail) : differs(detail, { ignoresPaging: ignoring });
  },
};

const recordCount: Question = {
  name: 'recordCount',
  asks: 'Two pages of one ticket each, and their `record_count`.',
  async ask(samples) {
    const first = await samples.page('Tickets', 1, 1);
    const second = await samples.page('Tickets', 2, 1);
    if (first === undefined || second === undefined || second.rows.length === 0)
      return unknown('There is no second page.');
    if (first.recordCount === undefined) return differs('No count comes.', { recordCount: 'missing' });
    if (first.recordCount > 1) return holds('The total comes.');
    return differs('The count is that of the rows sent.', { recordCount: 'rowsSent' });
  },
};

/** How lists were captured (halo-api.md §3.6). */
const captured: Readonly<Partial<Record<ListName, Container>>> = {
  Tickets: 'keyed',
  Client: 'keyed',
  Site: 'keyed',
  Users: 'keyed',
  Asset: 'keyed',
  Agent: 'results',
  Team: 'array',
  Status: 'array',
  Priority: 'array',
  TicketType: 'array',
};

const containers: Question = {
  name: 'containers',
  asks: 'How the first page of each list, and each set-up list, is wrapped.',
  async ask(samples) {
    const other: Partial<Record<ListName, 'array' | 'results' | 'keyed'>> = {};
    const unread: string[] = [];
    for (const name of namesOf(surveyed)) {
      const expected = captured[name];
      if (expected === undefined) continue;
      const answer = expected === 'array' ? await samples.list(name) : await samples.page(name, 1, 2);
      if (answer === undefined || answer.container === 'other') unread.push(name);
      else if (answer.container !== expected) other[name] = answer.container;
    }
    const rest = unread.length === 0 ? '' : ` Not read: ${unread.join(', ')}.`;
    const found = Object.entries(other).map(([name, container]) => `${name} comes ${container}`);
    if (unread.length === Object.keys(captured).length) return unknown('No list can be read.');
    return found.length === 0
      ? holds(`They come as captured.${rest}`)
      : differs(`${found.join(', ')}.${rest}`, { containers: other });
  },
};

const isListName = (name: string): name is ListName => name in surveyed;
const namesOf = (map: object): ListName[] => Object.keys(map).filter(isListName);

/** How lists are cut, counted and wrapped. */
export const pagingQuestions: readonly Question[] = [
  pageCaps,
  countCaps,
  defaultPageSize,
  pastEnd,
  ignoresPaging,
  recordCount,
  containers,
];
