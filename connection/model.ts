import { z } from 'zod';

/** How bad a finding is. */
export const Severity = z.enum(['error', 'warning', 'note']);
export type Severity = z.output<typeof Severity>;

/** One thing that the examination of a connection found. */
export const Finding = z.object({
  code: z.string().describe('Stable name of the problem, such as "halo_scope_missing".'),
  severity: Severity.describe('error: nothing can work; warning: something does not work; note: worth knowing.'),
  message: z.string().describe("What is wrong and what to do, for the customer's administrator."),
  step: z.string().optional().describe('Section of the connect guide with the remedy.'),
  resources: z.array(z.string()).describe('Lists of Halo that it concerns; none when it concerns all.'),
  syncs: z.array(z.string()).describe('Syncs that it concerns.'),
});
export type Finding = z.output<typeof Finding>;

/** What the connection check leaves in a connection's metadata; all of it under this one key. */
export const ConnectionWarnings = z.object({
  halo_warnings: z.array(Finding).describe('Warnings of the last connection check.'),
});

/** Who and what the connection talks to; nothing secret. */
export const Identity = z.object({
  product: z.string().optional().describe('Name of the product, such as "HaloPSA".'),
  version: z.string().optional().describe('Version of Halo.'),
  tenant_id: z.string().optional().describe("The tenant's id."),
  authorisation_server: z.string().optional().describe('Address of the authorisation server, as Halo names it.'),
  agent_id: z.string().optional().describe('Id of the agent that the API application logs in as.'),
  agent_name: z.string().optional().describe('Name of that agent.'),
  application: z.string().optional().describe("Name of the API application; marks the connection's own changes."),
});
export type Identity = z.output<typeof Identity>;

/** What `post-connection-creation` leaves in a connection's metadata; all of it under this one key. */
export const ConnectionIdentity = z.object({
  halo_connection: Identity.describe('Halo as it was when the connection was made.'),
});
