import type { TicketNames } from './names.js';

/** What a ticket's fields need that is not in its row. */
export interface TicketContext {
  /** The names behind ids; loaded before rows are mapped. */
  readonly names: TicketNames;
  /** The address of Halo's web application, for links. */
  readonly webAddress: string | undefined;
}
