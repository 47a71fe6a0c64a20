import type { ConnectionFault } from './fault.js';

/** What the agent is shown: lists that are empty, or shorter than they should be. */
export const sightFaults: readonly ConnectionFault[] = [
  {
    name: 'Agent without teams',
    cause: 'The agent belongs to no team and no department, so Halo shows it nothing.',
    inject: (desk) => {
      desk.tenant.agents.edit(desk.application.agentId, { team_ids: [] });
      desk.application.sight = { blind: true };
    },
    connecting: 'refused',
    checked: ['halo_agent_sees_nothing'],
    diagnosed: { halo_agent_sees_nothing: 'error' },
  },
  {
    name: 'Agent whose role hides everything',
    cause: 'The agent belongs to teams, but its role may see nothing.',
    inject: (desk) => {
      desk.application.sight = { blind: true };
    },
    connecting: 'refused',
    checked: ['halo_agent_blind'],
    diagnosed: { halo_agent_blind: 'error' },
  },
  {
    name: 'Agent limited to one customer',
    cause: 'The agent is restricted to a single customer.',
    inject: (desk) => {
      desk.application.sight = { customers: [21] };
    },
    connecting: 'connected',
    checked: ['halo_agent_limited_to_customers'],
    diagnosed: { halo_agent_limited_to_customers: 'warning' },
  },
  {
    name: 'Agent limited to one customer, not stated',
    cause: 'The same, on a Halo that does not state the restriction: only one customer is visible.',
    inject: (desk) => {
      desk.switches.agentShowsLimits = false;
      desk.application.sight = { customers: [21] };
    },
    sizes: { tickets: 400 },
    connecting: 'connected',
    checked: ['halo_agent_limited_to_customers'],
    diagnosed: { halo_agent_limited_to_customers: 'warning' },
  },
  {
    name: 'Agent limited to ticket types',
    cause: 'The agent sees only incidents.',
    inject: (desk) => {
      desk.application.sight = { ticketTypes: [1] };
    },
    connecting: 'connected',
    checked: ['halo_agent_limited_to_ticket_types'],
    diagnosed: { halo_agent_limited_to_ticket_types: 'warning' },
  },
  {
    name: 'Agent limited to ticket types, not stated',
    cause: 'The same, on a Halo that does not state the restriction: no ticket of the other types is visible.',
    inject: (desk) => {
      desk.switches.agentShowsLimits = false;
      desk.application.sight = { ticketTypes: [1] };
    },
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_ticket_types_unseen: 'note' },
  },
  {
    name: 'No assets',
    cause: 'The customer has no assets, and everything else can be read.',
    sizes: { assets: 0 },
    inject: () => undefined,
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_list_empty: 'note' },
  },
  {
    name: "A colleague's agent",
    cause: 'The application logs in as an agent who is a person.',
    inject: (desk) => {
      desk.tenant.agents.edit(desk.application.agentId, { isapiagent: false });
    },
    connecting: 'connected',
    checked: ['halo_agent_not_api_only'],
    diagnosed: { halo_agent_not_api_only: 'warning' },
  },
];
