import type { SetupList } from '../halo/lists/description.js';
import { named } from './composite-fields.js';
import { flag, flagOrNo, instant, quantity, recordId, reference, text } from './fields.js';
import { askedWith } from './origin.js';
import { defineRecord } from './define.js';
import type { ReferenceSource } from './contract.js';

/**
 * The model of a team. `ticket_count` moves by itself, would report teams as changed with every run, and is left out.
 */
export const Team = /* @__PURE__ */ defineRecord('Team', () => ({
  id: recordId,
  name: text('name', 'Name.'),
  is_archived: flagOrNo('inactive', 'Whether it is archived.'),
  for_tickets: flag('forrequests', 'Whether tickets can be assigned to it.'),
  for_opportunities: flag('foropps', 'Whether opportunities can be assigned to it.'),
  for_projects: flag('forprojects', 'Whether projects can be assigned to it.'),
  department_id: reference('department_id', 'Department.'),
  department_name: text('department_name', 'Name of the department.'),
  agents: named(
    'agents',
    { id: 'agent_id', name: 'agent_name', only: 'in_section' },
    'Agents who are members of it.',
    askedWith('includeagentsforteams'),
  ),
  managers: named('managers', { id: 'agent_id', name: 'name' }, 'Agents who manage it.', askedWith('include_managers')),
  sequence: quantity('sequence', 'Position in lists.'),
  updated_at: instant('last_modified', 'When it was changed last.'),
  guid: text('guid', 'Globally unique id.'),
}));

/** Where teams are listed. */
export const teamList = {
  name: 'teams',
  endpoint: '/Team',
  key: 'teams',
  params: {
    showall: 'true',
    includeenabled: 'true',
    includedisabled: 'true',
    includeagentsforteams: 'true',
    include_managers: 'true',
  },
} as const satisfies SetupList;

/** Teams. */
export const teams: ReferenceSource = {
  model: Team,
  list: teamList,
};
