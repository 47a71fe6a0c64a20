import type { ConnectionFault } from './fault.js';

/** What the agent is shown: lists that are empty, or shorter than they should be. */
export const sightFaults: readonly ConnectionFault[] = [
  {
    name: 'Agent without teams',
    cause: 'The agent belongs to no team and no department, so it is shown nothing.',
    stage: (desk) => {
      desk.tenant.agents.edit(desk.application.agentId, { team_ids: [] });
      desk.application.sight = { blind: true };
    },
    connecting: 'refused',
    checked: ['halo_agent_sees_nothing'],
    diagnosed: { halo_agent_sees_nothing: 'error' },
  },
  {
    name: 'Blind agent',
    cause: 'The agent belongs to teams, and its role hides everything.',
    stage: (desk) => {
      desk.application.sight = { blind: true };
    },
    connecting: 'refused',
    checked: ['halo_agent_blind'],
    diagnosed: { halo_agent_blind: 'error' },
  },
  {
    name: 'Agent limited to one customer',
    cause: 'The agent is restricted to a single customer.',
    stage: (desk) => {
      desk.application.sight = { customers: [21] };
    },
    connecting: 'connected',
    checked: ['halo_agent_limited_to_customers'],
    diagnosed: { halo_agent_limited_to_customers: 'warning' },
  },
  {
    name: 'Agent limited to one customer, not told',
    cause: 'The same, on a Halo whose record of the agent does not show it: one customer is all that is seen.',
    stage: (desk) => {
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
    cause: 'The agent sees incidents only.',
    stage: (desk) => {
      desk.application.sight = { ticketTypes: [1] };
    },
    connecting: 'connected',
    checked: ['halo_agent_limited_to_ticket_types'],
    diagnosed: { halo_agent_limited_to_ticket_types: 'warning' },
  },
  {
    name: 'Agent limited to ticket types, not told',
    cause: 'The same, on a Halo whose record of the agent does not show it: no ticket of the other types is seen.',
    stage: (desk) => {
      desk.switches.agentShowsLimits = false;
      desk.application.sight = { ticketTypes: [1] };
    },
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_ticket_types_unseen: 'note' },
  },
  {
    name: 'Really no assets',
    cause: 'The customer has entered no assets; everything else is there.',
    sizes: { assets: 0 },
    stage: () => undefined,
    connecting: 'connected',
    checked: [],
    diagnosed: { halo_list_empty: 'note' },
  },
  {
    name: "A colleague's agent",
    cause: 'The application logs in as an agent who also works with Halo.',
    stage: (desk) => {
      desk.tenant.agents.edit(desk.application.agentId, { isapiagent: false });
    },
    connecting: 'connected',
    checked: ['halo_agent_not_api_only'],
    diagnosed: { halo_agent_not_api_only: 'warning' },
  },
];
