import { differs, holds, unknown, type Question } from '../question.js';
import { idsOf, type Samples } from '../samples.js';

/** Whether `/Tickets` shows the first project, or opportunity, when it is asked for by its id. */
async function ticketsShow(samples: Samples, name: 'Projects' | 'Opportunities'): Promise<boolean | undefined> {
  const [id] = idsOf(await samples.page(name, 1, 2));
  if (id === undefined) return undefined;
  const found = idsOf(await samples.page('Tickets', 1, 2, { ticketids: id }));
  return found.includes(id);
}

const ticketDomains: Question = {
  name: 'ticketDomains',
  asks: 'The counts of tickets, projects and opportunities, and the first of each in the list of tickets.',
  async ask(samples) {
    const [tickets, projects, opportunities] = [
      await samples.page('Tickets', 1, 100),
      await samples.page('Projects', 1, 2),
      await samples.page('Opportunities', 1, 2),
    ];
    const total = tickets?.recordCount;
    if (total === undefined || total === 0) return unknown('There is no count of tickets.');
    if (projects?.recordCount === total && opportunities?.recordCount === total) {
      return differs('The three lists are one.', { ticketDomains: 'shared' });
    }
    const shown = [await ticketsShow(samples, 'Projects'), await ticketsShow(samples, 'Opportunities')];
    if (shown.includes(true)) {
      return differs('The list of tickets holds projects or opportunities.', { ticketDomains: 'ticketsHoldAll' });
    }
    if (!shown.includes(false)) return unknown('There are no projects and no opportunities to look for.');
    return holds('They are separate lists.');
  },
};

/** Whether `/Tickets` answers the id of the first record of another list, which its own list does not show. */
async function ticketsKnow(samples: Samples, name: 'Projects' | 'Opportunities'): Promise<boolean | undefined> {
  const [id] = idsOf(await samples.page(name, 1, 2));
  if (id === undefined || (await ticketsShow(samples, name)) !== false) return undefined;
  const { status } = await samples.get(`Tickets/${id}`);
  return status === 200 ? true : status === 404 ? false : undefined;
}

const foreignTicketIds: Question = {
  name: 'foreignTicketIds',
  asks: 'Among tickets, the id of the first project and that of the first opportunity, where the list of tickets shows neither.',
  async ask(samples) {
    const known = [await ticketsKnow(samples, 'Projects'), await ticketsKnow(samples, 'Opportunities')];
    if (known.includes(true)) {
      return differs('They are shown; whether they can be changed there is not known.', { foreignTicketIds: 'known' });
    }
    if (!known.includes(false)) return unknown('There is no project and no opportunity that tickets do not show.');
    return holds('They are not found; what a change would do is not known.');
  },
};

/** How the lists of tickets, projects and opportunities are related. */
export const ticketListQuestions: readonly Question[] = [ticketDomains, foreignTicketIds];
