import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { call } from './client.js';

const worldSchema = z.object({
  version: z.string(),
  url: z.string(),
  integration: z.string(),
  schedule: z.object({ isOn: z.boolean(), everyMs: z.number().nullable() }),
  functions: z.object({ state: z.enum(['compiling', 'ready', 'failed']), message: z.string().nullable() }),
  tenant: z
    .object({
      hostname: z.string(),
      isStill: z.boolean(),
      connect: z.object({ hostname: z.string(), client_id: z.string(), client_secret: z.string() }),
    })
    .nullable(),
});
export type World = z.output<typeof worldSchema>;

/** What `npm start` has started: the platform, the functions, and the simulated tenant if there is one. */
export const worldQuery = queryOptions({
  queryKey: ['world'],
  queryFn: ({ signal }) => call('/local/world', worldSchema, { signal }),
});
