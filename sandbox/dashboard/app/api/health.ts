import * as z from 'zod';

import type { Connection } from './connections.js';

/** What the connection check and the action `diagnose-connection` report (`connection/model.ts`). */
const findingSchema = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  message: z.string(),
  step: z.string().optional(),
  resources: z.array(z.string()),
  syncs: z.array(z.string()),
});
export type Finding = z.output<typeof findingSchema>;

const identitySchema = z.object({
  product: z.string().optional(),
  version: z.string().optional(),
  tenant_id: z.string().optional(),
  agent_id: z.string().optional(),
  agent_name: z.string().optional(),
  application: z.string().optional(),
  authorisation_server: z.string().optional(),
});
export type Identity = z.output<typeof identitySchema>;

/** Keys of a connection's metadata that the functions write, not people. */
export const WRITTEN_BY_FUNCTIONS = ['halo_connection', 'halo_warnings'] as const;

/** Who and what is at the other end, as it was when the connection was made. */
export function identityOf({ metadata }: Connection): Identity | undefined {
  return identitySchema.safeParse(metadata?.['halo_connection']).data;
}

/** What will not work although the connection does. */
export function warningsOf({ metadata }: Connection): Finding[] {
  return z.array(findingSchema).safeParse(metadata?.['halo_warnings']).data ?? [];
}

const listSchema = z.object({
  name: z.string(),
  state: z.string(),
  permission: z.string().optional(),
  count: z.number().optional(),
  updated_since: z.string().optional(),
  likely_cause: z.string().optional(),
  step: z.string().optional(),
  syncs: z.array(z.string()),
});

/** The output of `diagnose-connection`, as far as the report shows it. */
export const diagnosisSchema = z.looseObject({
  is_healthy: z.boolean(),
  summary: z.string(),
  findings: z.array(findingSchema),
  checked_at: z.string(),
  hostname: z.string().optional(),
  halo: identitySchema,
  token: z.object({
    scopes_asked: z.string().optional(),
    scopes_granted: z.array(z.string()).optional(),
    expires_at: z.string().optional(),
    was_renewed: z.boolean(),
  }),
  lists: z.array(listSchema),
});
export type Diagnosis = z.output<typeof diagnosisSchema>;
