import { createAction } from 'nango';
import { z } from 'zod';

import { runSteps } from '../../lib/run.js';
import { doShared } from '../../lib/shared.js';

/** Does the steps of its input. */
export default createAction({
  description: 'Platform contract: does steps and returns what they came to',
  version: '1.0.0',
  input: z.object({ steps: z.array(z.unknown()) }),
  output: z.object({ answers: z.array(z.unknown()) }),
  exec: async (nango, { steps }) => {
    const refuse = (message: string) => new nango.ActionError({ code: 'probe_refused', message });
    return { answers: await runSteps(steps, (step) => doShared(nango, step), refuse) };
  },
});
