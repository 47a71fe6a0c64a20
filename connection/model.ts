import { z } from 'zod';

import { described } from '../records/described.js';

/** How bad a finding is. */
export const Severity = z.enum(['error', 'warning', 'note']);
export type Severity = z.output<typeof Severity>;

/** One thing that the examination of a connection found. */
export const Finding = z.object({
  code: described(z.string(), 'Stable name of the problem, such as "halo_scope_missing".'),
  severity: described(Severity, 'error: nothing works; warning: something does not work; note: for information.'),
  message: described(z.string(), "What is wrong and what to do, for the customer's administrator."),
  step: described(z.string().optional(), 'Step of the connect guide that says how to fix it.'),
  resources: described(z.array(z.string()), 'Lists of Halo that it concerns; empty if it concerns all.'),
  syncs: described(z.array(z.string()), 'Syncs that it concerns.'),
});
export type Finding = z.output<typeof Finding>;

/** What the connection check leaves in a connection's metadata; all of it under this one key. */
export const ConnectionWarnings = z.object({
  halo_warnings: described(z.array(Finding), 'Warnings of the last connection check.'),
});

/** Who and what the connection talks to; nothing secret. */
export const Identity = z.object({
  product: described(z.string().optional(), 'Name of the product, such as "HaloPSA".'),
  version: described(z.string().optional(), 'Version of Halo.'),
  tenant_id: described(z.string().optional(), "The tenant's id."),
  authorisation_server: described(z.string().optional(), 'Address of the authorisation server, as Halo names it.'),
  agent_id: described(z.string().optional(), 'Id of the agent that the API application logs in as.'),
  agent_name: described(z.string().optional(), 'Name of that agent.'),
  application: described(z.string().optional(), "Name of the API application; marks the connection's own changes."),
});
export type Identity = z.output<typeof Identity>;

/** What `post-connection-creation` leaves in a connection's metadata; all of it under this one key. */
export const ConnectionIdentity = z.object({
  halo_connection: described(Identity, 'The Halo instance, as it was when the connection was created.'),
});
