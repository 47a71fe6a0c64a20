import { oneOf, type Filter } from '../records/selection.js';
import { history } from '../records/history.js';
import type { Row, RowContext } from '../records/row.js';
import { describe } from '../records/type.js';
import { TEAM_NAMES } from '../records/words.js';

/** All agents, with those marked who are members, as agents list all teams (halo-api.md §6.8, §6.9). */
function membersOf(team: number, { idsOf, agentName, fieldIn }: RowContext): Row[] {
  return idsOf('agents').map((agent_id) => {
    const teams = fieldIn('agents', agent_id, 'team_ids');
    const isMember = Array.isArray(teams) && teams.includes(team);
    return { id: agent_id, agent_id, agent_name: agentName(agent_id), team_id: team, in_section: isMember };
  });
}

/** Teams. A blind agent gets an empty list, though teams show inside agent rows (halo-api.md §1.5). */
export const teams = describe({
  generate(draw, id, layout) {
    const index = id - layout.range('teams').first;
    const { last_update } = history(layout, draw);
    return {
      last_update,
      name: TEAM_NAMES[index] ?? `Team ${id}`,
      sequence: index + 1,
      department_id: 4,
      forrequests: index !== 3,
      foropps: index === 3,
      forprojects: index === 2,
      inactive: false,
    };
  },
  name: 'teams',
  endpoint: 'Team',
  key: 'teams',
  count: 5,
  salt: 7,
  container: 'array',
  isWhole: true,
  isSeenByAll: true,
  archived: 'as listed',
  listed({ parameters, sight }) {
    // What `showall` means beside the pair is unknown (halo-api.md §13.26), so it does not stand in for either.
    const showsArchived = parameters.flag('includedisabled');
    const showsOthers = parameters.flag('includeenabled') || !showsArchived;
    const active: Filter<{ inactive: boolean }> = {
      key: `teams ${String(showsArchived)},${String(showsOthers)}`,
      test: ({ inactive }) => (inactive ? showsArchived : showsOthers),
    };
    return [
      ...(sight.blind === true ? [{ key: 'blind', test: () => false }] : []),
      active,
      ...oneOf<{ id: number }>('teams', sight.teams, ({ id }) => id),
    ];
  },
  asked: { includeagentsforteams: ['agents'], include_managers: ['managers'] },
  row: (record, context) => ({
    id: record.id,
    guid: `00000008-0000-4000-8000-${String(record.id).padStart(12, '0')}`,
    name: record.name,
    sequence: record.sequence,
    forrequests: record.forrequests,
    foropps: record.foropps,
    forprojects: record.forprojects,
    department_id: record.department_id,
    department_name: 'Service Desk',
    inactive: record.inactive,
    ticket_count: 0,
    agents: membersOf(record.id, context),
    managers: [{ id: 1, agent_id: 3, name: context.agentName(3) }],
    last_modified: context.dates.stored(record.last_update),
    use: 'team',
  }),
});
