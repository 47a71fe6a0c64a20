import type { Settings } from '../settings.js';
import type { TicketKind } from './kind.js';
import { ticketList } from './list.js';
import { Ticket } from './model.js';
import { ticketSource } from './source.js';

export { Ticket };

/** Tickets, with those projects and opportunities that the settings ask for and that the list shows. */
export const tickets = ticketSource(Ticket, ticketList, {
  kind: 'ticket',
  keepsKind,
  kindSettings: ['include_projects', 'include_opportunities'],
});

function keepsKind(kind: TicketKind, settings: Settings): boolean {
  if (kind === 'project') return settings.include_projects === true;
  return kind === 'ticket' || settings.include_opportunities === true;
}
