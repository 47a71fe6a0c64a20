import { isRow, toId, type HaloRow } from '../../../halo/values/rows.js';
import { kindOf } from '../../../records/tickets/kind.js';
import { differs, holds, unknown, type Question } from '../question.js';

const specialRows: Question = {
  name: 'specialRows',
  asks: 'How many contacts there are, with service accounts alone, with both kinds asked for, and with neither.',
  async ask(samples) {
    const countOf = async (query: Record<string, boolean>): Promise<number | undefined> =>
      (await samples.page('Users', 1, 1, query))?.recordCount;
    const plain = await countOf({});
    const both = await countOf({ includeserviceaccount: true, includenonserviceaccount: true });
    const special = await countOf({ includeserviceaccount: true });
    if (plain === undefined || both === undefined || special === undefined) return unknown('Contacts are not counted.');
    if (both === 0) return unknown('There are no contacts.');
    if (plain === both && special === both) return differs('All come in any case.', { specialRows: 'always' });
    return holds(plain < both ? 'Service accounts come when asked for.' : 'Each parameter brings its own kind.');
  },
};

const askedFields: Question = {
  name: 'askedFields',
  asks: 'Whether ticket rows carry the time taken, asked for and not asked for.',
  async ask(samples) {
    const carries = (rows: readonly HaloRow[] = []): boolean => rows.some((row) => 'timetaken' in row);
    const plain = await samples.page('Tickets', 1, 50);
    const asked = await samples.page('Tickets', 1, 50, { includetimetaken: true });
    if (carries(plain?.rows)) return differs('They always do.', { askedFields: 'always' });
    return carries(asked?.rows) ? holds('When asked for.') : unknown('No ticket has any time, or none is shown.');
  },
};

const agentTeams: Question = {
  name: 'agentTeams',
  asks: 'Whether the teams of agents are marked as their own or not.',
  async ask(samples) {
    const rows = (await samples.list('Agent', { includeapiagents: true }))?.rows ?? [];
    const teams = rows.flatMap(({ teams: list }) => (Array.isArray(list) ? list.filter(isRow) : []));
    if (teams.length === 0) return unknown('No agent shows teams.');
    const isMarked = teams.some((team) => 'in_section' in team);
    return isMarked ? holds('They are marked.') : differs('They are not marked.', { agentTeams: 'ownOnly' });
  },
};

const priorityInRows: Question = {
  name: 'priorityInRows',
  asks: 'Whether ticket rows hold their priority as an object.',
  async ask(samples) {
    const rows = (await samples.page('Tickets', 1, 50))?.rows ?? [];
    if (rows.length === 0) return unknown('There are no tickets.');
    const holdsObject = rows.some((row) => isRow(row['priority']));
    return holdsObject ? differs('They do.', { priorityInRows: 'object' }) : holds('They do not.');
  },
};

const listedCustomFields: Question = {
  name: 'listedCustomFields',
  asks: 'What list rows of customers and assets hold as their custom fields.',
  async ask(samples) {
    const pages = [await samples.page('Client'), await samples.page('Asset', 1, 50)];
    const rows = pages.flatMap((page) => page?.rows ?? []);
    if (rows.length === 0) return unknown('There are no customers and no assets.');
    const values = rows.flatMap((row) => ('customfields' in row ? [row['customfields']] : []));
    if (values.some((value) => value !== null)) return unknown('A list, which no switch imitates.');
    return values.length === 0 ? holds('Nothing.') : differs('Null.', { listedCustomFields: 'null' });
  },
};

const ticketKinds: Question = {
  name: 'ticketKinds',
  asks: 'Whether the first projects say themselves that they are projects.',
  async ask(samples) {
    const rows = (await samples.page('Projects', 1, 50))?.rows ?? [];
    if (rows.length === 0) return unknown('There are no projects.');
    const known = rows.filter((row) => kindOf(row, undefined) === 'project');
    return known.length > 0
      ? holds('They do.')
      : differs('Only their ticket types do.', { ticketKinds: 'inTypesOnly' });
  },
};

const detailFields: Question = {
  name: 'detailFields',
  asks: 'Whether the detail of a customer says when it was created, asked for details and not.',
  async ask(samples) {
    const id = toId((await samples.page('Client'))?.rows[0]?.['id']);
    if (id === undefined) return unknown('There are no customers.');
    const isThere = async (query: Record<string, boolean>): Promise<boolean> => {
      const { body } = await samples.get(`Client/${id}`, query);
      return isRow(body) && 'datecreated' in body;
    };
    if (await isThere({})) return holds('It does in any case.');
    const isAsked = await isThere({ includedetails: true });
    return isAsked ? differs('When asked for.', { detailFields: 'whenAsked' }) : unknown('It does not.');
  },
};

/** Which fields rows carry. */
export const fieldQuestions: readonly Question[] = [
  specialRows,
  askedFields,
  agentTeams,
  priorityInRows,
  listedCustomFields,
  ticketKinds,
  detailFields,
];
