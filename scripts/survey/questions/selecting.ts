import { readDate, shiftDate } from '../../../halo/values/dates.js';
import { toId } from '../../../halo/values/rows.js';
import { createSwitches } from '../../../sandbox/halo/index.js';
import { differs, holds, cannotBeRead, unknown, type Question } from '../question.js';
import { classOf, idsOf, large, type LargeList, type ListName, type Samples } from '../samples.js';
import { ticketListQuestions } from './ticket-lists.js';

const ascends = (ids: readonly number[]): boolean =>
  ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? id));

const ignoresOrder: Question = {
  name: 'ignoresOrder',
  asks: 'A page of each list of records ordered by id, upwards and downwards.',
  async ask(samples) {
    const ignoring: Partial<Record<ListName, 'default'>> = {};
    const told: LargeList[] = [];
    for (const name of large) {
      const up = idsOf(await samples.page(name, 1, 50));
      const down = idsOf(
        await samples.list(name, { pageinate: true, page_no: 1, page_size: 50, order: 'id', orderdesc: true }),
      );
      if (up.length < 3 || down.length < 3) continue;
      told.push(name);
      if (!ascends(up) || !ascends(down.toReversed())) ignoring[name] = 'default';
    }
    if (told.length === 0) return unknown('Every list is too short.');
    const { ignoresOrder: assumed } = createSwitches();
    const names = Object.keys(ignoring).join(', ');
    const detail = `Looked at ${told.join(', ')}; the order is ignored by ${names === '' ? 'none' : names}.`;
    const same = told.every((name) => ignoring[name] === assumed[name]);
    const switches = { ignoresOrder: ignoring };
    return same ? holds(detail, switches) : differs(detail, switches);
  },
};

const ignoresPageSize: Question = {
  name: 'ignoresPageSize',
  asks: 'Two pages of two rows of each list of records, and how many rows come.',
  async ask(samples) {
    const ignoring: Partial<Record<ListName, number>> = {};
    const told: LargeList[] = [];
    for (const name of large) {
      const first = idsOf(await samples.page(name, 1, 2));
      const second = idsOf(await samples.page(name, 2, 2));
      if (first.length < 2) continue;
      told.push(name);
      // The same rows again mean that the page number is ignored too, which is another assumption.
      if (first.length > 2 && second[0] !== first[0]) ignoring[name] = first.length;
    }
    if (told.length === 0) return unknown('Every list is too short.');
    const names = Object.keys(ignoring).join(', ');
    const detail = `Looked at ${told.join(', ')}; the size is ignored by ${names === '' ? 'none' : names}.`;
    const switches = { ignoresPageSize: ignoring };
    return names === '' ? holds(detail, switches) : differs(detail, switches);
  },
};

const oddRows = cannotBeRead('oddRows', 'only a row that happens to be read would show it.');

const updatedSince: Question = {
  name: 'updatedSince',
  asks: 'Each list of records with `lastupdatefromdate` in the year 2099.',
  async ask(samples) {
    const found: Partial<Record<LargeList, 'filter' | 'ignore'>> = {};
    for (const name of large) {
      const all = await samples.page(name, 1, 2);
      const late = await samples.page(name, 1, 2, { lastupdatefromdate: '2099-01-01T00:00:00' });
      if (all === undefined || late === undefined || all.rows.length === 0) continue;
      found[name] = late.rows.length === 0 ? 'filter' : 'ignore';
    }
    const { updatedSince: assumed } = createSwitches();
    const told = Object.entries(found);
    if (told.length === 0) return unknown('Every list is empty.');
    const detail = told
      .map(([name, kind]) => `${name} ${kind === 'filter' ? 'filters' : 'does not filter'}`)
      .join(', ');
    const same = large.every((name) => found[name] === undefined || found[name] === (assumed[name] ?? assumed.default));
    const switches = { updatedSince: found };
    return same ? holds(`${detail}.`, switches) : differs(`${detail}.`, switches);
  },
};

const updatedSinceBoundary: Question = {
  name: 'updatedSinceBoundary',
  asks: 'Tickets updated since the very stamp of the newest one, and since a millisecond earlier and later.',
  async ask(samples) {
    const query = { pageinate: true, page_no: 1, page_size: 5, order: 'last_update', orderdesc: true };
    const row = (await samples.list('Tickets', query))?.rows[0];
    const [id, stamp] = [toId(row?.['id']), readDate(row?.['last_update'])];
    if (id === undefined || typeof stamp !== 'string')
      return unknown('The newest ticket has no stamp that can be read.');
    const shows = async (offset: number): Promise<boolean> => {
      const since = shiftDate(stamp, offset).replace('Z', '');
      return idsOf(await samples.page('Tickets', 1, 50, { lastupdatefromdate: since })).includes(id);
    };
    if (await shows(1)) return unknown('Moments are compared more coarsely than by the millisecond.');
    if (await shows(0)) return holds('The moment itself is included.');
    if (await shows(-1)) {
      return differs('The moment itself is left out.', { updatedSinceBoundary: '>' });
    }
    return unknown('The ticket is not listed since a millisecond before its stamp either.');
  },
};

/** The id-only list of tickets. */
const idListOf = (samples: Samples, query: Readonly<Record<string, boolean>> = {}) =>
  samples.list('Tickets', { ...query, ticketidonly: true });

const idOnly: Question = {
  name: 'idOnly',
  asks: 'The list of the ids of all tickets.',
  async ask(samples) {
    const total = (await samples.page('Tickets', 1, 100))?.recordCount;
    const answer = await samples.get('Tickets', { ticketidonly: true });
    if (answer.status >= 400) return differs('It is refused.', { idOnly: 'refused' });
    const ids = await idListOf(samples);
    if (ids === undefined || ids.rows.length === 0) return unknown('It cannot be read, or holds nothing.');
    const isNarrow = ids.rows.every((row) => Object.keys(row).length <= 3);
    if (!isNarrow) return differs('Whole rows come instead of ids.', { idOnly: 'ignored' });
    if (total === undefined) return unknown('There is no count to hold the ids against.');
    if (ids.rows.length < total) return differs(`It holds ${classOf(ids.rows.length)} of more.`, { idOnly: 'paged' });
    return holds('It holds as many ids as there are tickets.');
  },
};

const idOnlyFilters: Question = {
  name: 'idOnlyFilters',
  asks: 'The list of the ids of open tickets, beside the count of open tickets.',
  async ask(samples) {
    const all = (await samples.page('Tickets', 1, 100))?.recordCount ?? 0;
    const open = (await samples.page('Tickets', 1, 1, { open_only: true }))?.recordCount ?? 0;
    const ids = (await idListOf(samples, { open_only: true }))?.rows.length ?? 0;
    if (open === 0 || open >= all) return unknown('The filter that was tried leaves nothing out, or everything.');
    if (ids === open) return holds('The ids are those of the open tickets.');
    // Without any filter deleted tickets are among the ids.
    if (ids >= all) return differs('The ids are those of all tickets.', { idOnlyFilters: 'ignored' });
    return unknown('The number of ids fits neither the open tickets nor all.');
  },
};

const deletedFilter: Question = {
  name: 'deletedFilter',
  asks: 'Tickets with `deleted=true`.',
  async ask(samples) {
    const living = await samples.page('Tickets', 1, 20);
    const deleted = await samples.page('Tickets', 1, 20, { deleted: true });
    if (living === undefined || deleted === undefined) return unknown('The list cannot be read.');
    if (living.rows.length === 0) return unknown('There are no tickets.');
    const shown = new Set(idsOf(deleted));
    if (idsOf(living).some((id) => shown.has(id))) {
      return differs('Living tickets are listed.', { deletedFilter: 'ignored' });
    }
    return holds(shown.size === 0 ? 'Nothing is listed, and so no living ticket.' : 'Other tickets are listed.');
  },
};

/** What lists leave out, and in which order they come. */
export const selectingQuestions: readonly Question[] = [
  ignoresOrder,
  ignoresPageSize,
  oddRows,
  updatedSince,
  updatedSinceBoundary,
  idOnly,
  idOnlyFilters,
  deletedFilter,
  ...ticketListQuestions,
  cannotBeRead('appointmentWindow', 'only appointments that are longer than the window would show it.'),
  cannotBeRead('deletedAppointmentById', 'only a deleted appointment would show it.'),
  cannotBeRead('appointmentNotes', 'an appointment may have no notes.'),
  cannotBeRead('ticketTypeLists', 'no row says which statuses and outcomes its ticket type has.'),
];
