import { Draw } from '../random.js';
import { API_AGENT_ID, type Layout } from './layout.js';
import { history, type Archivable } from './organisation.js';
import { FIRST_NAMES, JOB_TITLES, LAST_NAMES, TEAM_NAMES } from './words.js';

/** An agent (Halo: Uname). `inactive` is Halo's `isdisabled` (halo-api.md §6.8). */
export interface AgentRecord extends Archivable {
  readonly firstname: string;
  readonly surname: string;
  readonly email: string;
  readonly jobtitle?: string | undefined;
  readonly isapiagent: boolean;
  readonly team_ids: readonly number[];
  readonly datecreated: number;
}

export interface TeamRecord extends Archivable {
  readonly name: string;
  readonly sequence: number;
  readonly department_id: number;
  readonly forrequests: boolean;
  readonly foropps: boolean;
  readonly forprojects: boolean;
}

export function generateAgent(layout: Layout, id: number): AgentRecord {
  const draw = new Draw(layout.seed, 6, id);
  const isapiagent = id === API_AGENT_ID;
  const { first, count } = layout.teams;
  const own = count === 0 ? [] : [first + draw.int(count)];
  return {
    id,
    ...history(layout, draw),
    firstname: isapiagent ? 'Integration' : draw.pick(FIRST_NAMES),
    surname: isapiagent ? 'API' : draw.pick(LAST_NAMES),
    email: isapiagent ? 'integration@msp.example' : `agent${id}@msp.example`,
    jobtitle: isapiagent ? undefined : draw.pick(JOB_TITLES),
    isapiagent,
    inactive: !isapiagent && draw.chance(10),
    team_ids: isapiagent ? Array.from({ length: count }, (_, index) => first + index) : own,
  };
}

export function generateTeam(layout: Layout, id: number): TeamRecord {
  const draw = new Draw(layout.seed, 7, id);
  const index = id - layout.teams.first;
  const { last_update } = history(layout, draw);
  return {
    id,
    last_update,
    name: TEAM_NAMES[index] ?? `Team ${id}`,
    sequence: index + 1,
    department_id: 4,
    forrequests: index !== 3,
    foropps: index === 3,
    forprojects: index === 2,
    inactive: false,
  };
}
