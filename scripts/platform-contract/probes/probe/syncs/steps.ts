import { createSync } from 'nango';
import { z } from 'zod';

import { doCached } from '../../lib/cache.js';
import { runSteps } from '../../lib/run.js';

const Item = z.object({ id: z.string(), text: z.string().optional() });
const Finding = z.object({ id: z.string(), answers: z.string() });

/** Does the steps of the connection's metadata, and saves what they came to under the order's number. */
export default createSync({
  description: 'Platform contract: does steps and notes what they came to',
  version: '1.0.0',
  frequency: 'every day',
  autoStart: false,
  models: { Item, Finding },
  metadata: z.object({ order: z.string(), steps: z.array(z.unknown()) }),
  exec: async (nango) => {
    const { order, steps } = await nango.getMetadata();
    const note = async (answers: unknown): Promise<void> => {
      await nango.batchSave([{ id: order, answers: JSON.stringify(answers) }], 'Finding');
    };
    const refuse = (message: string) => new nango.ActionError({ code: 'probe_refused', message });
    await note(await runSteps(steps, (step) => doCached(nango, step), refuse, note));
  },
});
