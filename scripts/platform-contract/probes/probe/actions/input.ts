import { createAction } from 'nango';
import { z } from 'zod';

/** Returns its input as text. */
export default createAction({
  description: 'Platform contract: shows its input',
  version: '1.0.0',
  input: z.unknown(),
  output: z.object({ text: z.string() }),
  exec: (_nango, input) => Promise.resolve({ text: input === undefined ? 'undefined' : JSON.stringify(input) }),
});
