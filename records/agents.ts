import type { SetupList } from '../halo/lists/description.js';
import { flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { agentReference, named } from './composite-fields.js';
import { defineRecord } from './define.js';
import { inDetail } from './origin.js';
import type { ReferenceSource } from './contract.js';

/**
 * The model of an agent. Left out on purpose, because they move by themselves and would report agents as changed with
 * every run: `onlinestatus`, `is_online`, `lastlogindate`, `ticket_count`.
 */
export const Agent = /* @__PURE__ */ defineRecord('Agent', () => ({
  id: recordId,
  name: text('name', 'Full name.'),
  first_name: text('firstname', 'First name.'),
  last_name: text('surname', 'Last name.'),
  initials: text('initials', 'Initials.'),
  // `email` here, `emailaddress` on contacts (halo-api.md §6.8).
  email: text('email', 'E-mail address.'),
  mobile_phone: text('sms', 'Mobile number.'),
  extension: text('extensionnumber', 'Extension of the phone.'),
  job_title: text('jobtitle', 'Job title.'),
  is_disabled: flagOrNo('isdisabled', 'Whether the agent is disabled and cannot log in.'),
  is_agent: flag('is_agent', 'Whether it is a full agent.'),
  is_api_agent: flag('isapiagent', 'Whether it is an API-only agent.'),
  default_team_name: text('team', 'Name of the default team.'),
  teams: named(
    'teams',
    { id: 'team_id', name: 'team_name', only: 'in_section' },
    'Teams that the agent is a member of, which in_section marks.',
  ),
  departments: named(
    'departments',
    { id: 'department_id', name: 'department_name' },
    'Departments that the agent belongs to.',
  ),
  line_manager_id: agentReference('linemanager', 'Line manager.'),
  line_manager_name: text('linemanager_name', 'Name of the line manager.'),
  workday_id: reference('workday_id', 'Hours of work.'),
  workday_name: text('workday_name', 'Name of these hours.'),
  workday_time_zone: text('workday_timezone', 'Time zone of these hours, as Halo names it.'),
  charge_rate_id: reference('chargerate', 'Charge rate.'),
  roles: text('role_list', 'Roles, as Halo lists them.'),
  licence_type: quantity('licence_type', 'Type of the licence, as a number.'),
  created_at: instant('datecreated', 'When the agent was created.', inDetail),
  updated_at: instant('last_modified', 'When the agent was changed last.', inDetail),
  colour: text('colour', 'Colour, #rrggbb.'),
}));

/** Where agents are listed. */
export const agentList = {
  name: 'agents',
  endpoint: '/Agent',
  key: 'agents',
  // Disabled agents need includedisabled, the integration's own agent includeapiagents (halo-api.md §4.8).
  params: { includeenabled: 'true', includedisabled: 'true', includeapiagents: 'true' },
} as const satisfies SetupList;

/** Agents: disabled ones and API-only ones included. */
export const agents: ReferenceSource = {
  model: Agent,
  list: agentList,
};
