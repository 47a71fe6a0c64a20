import { z } from 'zod';

import type { SyncContext } from '../../../syncs/context.js';
import type { Flaw } from './flaws.js';
import { syncPlainly } from './plain-changes.js';
import { listPlainly } from './plain-listing.js';

/** Replaced when a control is built (`build.ts`). */
declare const FLAW: Flaw;
declare const IS_LISTING: boolean;

const PlainCheckpoint = z.object({ since: z.string(), started: z.string(), page: z.number() });

/** What the CLI makes of `createSync`: the function as the runner loads it. */
export default {
  type: 'sync',
  models: IS_LISTING ? { Customer: z.object({ id: z.string() }) } : { Ticket: z.object({ id: z.string() }) },
  exec: async (nango: SyncContext & { getCheckpoint(): Promise<unknown> }): Promise<void> => {
    if (IS_LISTING) return listPlainly(nango, FLAW);
    const checkpoint = await nango.getCheckpoint();
    return syncPlainly(nango, checkpoint === null ? null : PlainCheckpoint.parse(checkpoint), FLAW);
  },
};
