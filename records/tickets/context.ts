import type { TicketNames } from './names.js';
import type { SlaStates } from './sla-states.js';

/** What a ticket's fields need that is not in its row. */
export interface TicketContext {
  /** The names behind ids; loaded before rows are mapped. */
  readonly names: TicketNames;
  /** What Halo's letters for the state of an SLA mean. */
  readonly slaStates: SlaStates;
  /** The address of Halo's web application, for links. */
  readonly webAddress: string | undefined;
}
