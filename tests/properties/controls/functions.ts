import { z } from 'zod';

import type { SyncContext } from '../../../syncs/context.js';
import type { ControlKind, Flaw } from './flaws.js';
import { readActionsPlainly } from './plain-actions.js';
import { syncPlainly } from './plain-changes.js';
import { listPlainly } from './plain-listing.js';
import { readSelectionPlainly } from './plain-selection.js';

/** Replaced when a control is built (`build.ts`). */
declare const FLAW: Flaw;
declare const KIND: ControlKind;

const PlainCheckpoint = z.object({ since: z.string(), started: z.string(), page: z.number() });

const models = { changes: 'Ticket', listing: 'Customer', selection: 'Ticket', actions: 'TicketAction' } as const;

/** What the CLI makes of `createSync`: the function as the runner loads it. */
export default {
  type: 'sync',
  models: { [models[KIND]]: z.object({ id: z.string() }) },
  exec: async (nango: SyncContext & { getCheckpoint(): Promise<unknown> }): Promise<void> => {
    if (KIND === 'listing') return listPlainly(nango, FLAW);
    if (KIND === 'selection') return readSelectionPlainly(nango, FLAW);
    if (KIND === 'actions') return readActionsPlainly(nango, FLAW);
    const checkpoint = await nango.getCheckpoint();
    return syncPlainly(nango, checkpoint === null ? null : PlainCheckpoint.parse(checkpoint), FLAW);
  },
};
