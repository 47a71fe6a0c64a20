import { readDate } from '../../../halo/values/dates.js';
import { isRow, toId } from '../../../halo/values/rows.js';
import { cannotBeRead, differs, holds, unknown, type Question } from '../question.js';
import { idsOf, type Samples } from '../samples.js';

/** The most gaps that are looked into. */
const mostGaps = 8;

const actionListHidesPrivate: Question = {
  name: 'actionListHidesPrivate',
  asks: 'The actions of eight tickets, and by their ids up to eight of those that the lists leave out.',
  async ask(samples) {
    const lists = await samples.actionsOfTickets();
    if (lists.some(({ actions }) => actions.rows.some((row) => row['hiddenfromuser'] === true))) {
      return differs('A list shows private notes.', { actionListHidesPrivate: false });
    }
    let asked = 0;
    for (const { ticket, actions } of lists) {
      const ids = new Set(idsOf(actions));
      for (let id = Math.max(0, ...ids) - 1; id > 0 && asked < mostGaps; id -= 1) {
        if (ids.has(id)) continue;
        asked += 1;
        const answer = await samples.get(`Actions/${id}`, { ticket_id: toId(ticket['id']) ?? 0 });
        if (answer.status === 200 && isRow(answer.body) && answer.body['hiddenfromuser'] === true) {
          return holds('A private note that a list leaves out can be read by its id.');
        }
      }
    }
    return unknown('No private note was found.');
  },
};

const actionsWithoutTicket: Question = {
  name: 'actionsWithoutTicket',
  asks: 'One action without naming a ticket.',
  async ask(samples) {
    const answer = await samples.get('Actions', { count: 1 });
    if (answer.status >= 500) return differs('The server fails.', { actionsWithoutTicket: 'serverError' });
    const list = await samples.list('Actions', { count: 1 });
    if (list === undefined) return unknown('It is refused, or cannot be read.');
    return list.rows.length === 0 ? holds('Nothing comes.') : unknown('Actions come, which no switch imitates.');
  },
};

/** Beyond this an action is newer than its ticket's stamp and not only written a moment later, in milliseconds. */
const tolerance = 5 * 60_000;

async function newerActions(samples: Samples): Promise<{ looked: number; newer: number }> {
  let [looked, newer] = [0, 0];
  for (const { ticket, actions } of await samples.actionsOfTickets()) {
    const stamp = readDate(ticket['last_update']);
    const times = actions.rows.flatMap((row) => {
      const time = readDate(row['datetime']);
      return typeof time === 'string' ? [Date.parse(time)] : [];
    });
    if (typeof stamp !== 'string' || times.length === 0) continue;
    looked += 1;
    if (Math.max(...times) > Date.parse(stamp) + tolerance) newer += 1;
  }
  return { looked, newer };
}

const childChangesBumpTicket: Question = {
  name: 'childChangesBumpTicket',
  asks: 'Whether actions of eight tickets are newer than the stamps of their tickets.',
  async ask(samples) {
    const { looked, newer } = await newerActions(samples);
    if (looked === 0) return unknown('No ticket with a time stamp and a dated action was found.');
    if (newer > 0) return differs('An action is newer than its ticket.', { childChangesBumpTicket: 'none' });
    return holds('No action is newer than its ticket. What editing and deleting one does cannot be read.');
  },
};

/** The actions of tickets. */
export const actionQuestions: readonly Question[] = [
  actionListHidesPrivate,
  actionsWithoutTicket,
  childChangesBumpTicket,
  cannotBeRead('failingLists', 'lists that are refused are named by the connection check.'),
];
