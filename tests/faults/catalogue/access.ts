import { API_AGENT_ID } from '../../../sandbox/halo/index.js';
import type { CatalogueFault, FaultGroup, Outcome, Verdicts } from '../fault.js';

function access(
  name: string,
  meets: string,
  outcome: Outcome,
  changes: Pick<CatalogueFault, 'inject'> & Partial<CatalogueFault>,
): CatalogueFault {
  return { name, meets, ...both({ all: outcome }), ...changes };
}

function both(verdicts: Verdicts): Pick<CatalogueFault, 'first' | 'later'> {
  return { first: verdicts, later: verdicts };
}

export const accessFaults: FaultGroup = {
  title: 'The connection loses access',
  about: 'The fault lasts for a whole run; then the administrator fixes it.',
  faults: [
    access('application inactive', 'Halo issues no token any more.', 'halo_no_token', {
      inject: ({ api, application }) => {
        application.active = false;
        api.tokens.revoke();
      },
    }),
    access('agent disabled', 'Every call with its tokens is refused.', 'halo_agent_refused', {
      inject: ({ tenant }) => {
        tenant.agents.archive(API_AGENT_ID);
      },
      undo: ({ tenant }) => {
        tenant.agents.unarchive(API_AGENT_ID);
      },
    }),
    access('list refused with 401', 'The agent may not read this list.', 'halo_permission_denied', {
      // Its own record, which tells a single refusal from all, is refused with the list of agents.
      ...both({ all: 'halo_permission_denied', but: { agents: 'halo_agent_refused' } }),
      inject: ({ application }, { endpoint }) => {
        application.sight = { refused: { [endpoint]: 401 } };
      },
    }),
    access('list refused with 403', 'The agent may not read this list.', 'halo_permission_denied', {
      inject: ({ application }, { endpoint }) => {
        application.sight = { refused: { [endpoint]: 403 } };
      },
    }),
    access('agent without teams', 'The agent belongs to no team, and every list is empty.', 'halo_agent_sees_nothing', {
      first: { all: 'halo_agent_sees_nothing', but: { agents: 'recovered' } },
      // Where changes are followed an empty window is no surprise; what is surprising is that everything is gone.
      later: {
        all: 'halo_agent_sees_nothing',
        but: { agents: 'recovered', changes: 'halo_implausible_shrinkage', children: 'halo_implausible_shrinkage' },
      },
      inject: ({ application, tenant }) => {
        application.sight = { blind: true };
        tenant.agents.edit(API_AGENT_ID, { team_ids: [] });
      },
      undo: ({ tenant }) => {
        tenant.agents.edit(API_AGENT_ID, { team_ids: [1] });
      },
    }),
    access('sight lost', 'Every list is empty, although the agent belongs to teams.', 'recovered', {
      later: {
        all: 'halo_implausible_shrinkage',
        but: { reference: 'recovered', teams: 'halo_implausible_shrinkage' },
      },
      inject: ({ application }) => {
        application.sight = { blind: true };
      },
    }),
    access('agent of one customer', 'The agent sees only one customer.', 'recovered', {
      // What did not change since is behind the watermark when it comes into sight.
      wholeNextDay: ['changes', 'children'],
      later: { all: 'halo_implausible_shrinkage', but: { reference: 'recovered' } },
      inject: ({ application, tenant }) => {
        application.sight = { customers: tenant.living('customers').slice(0, 1) };
      },
    }),
    access('narrow permissions', 'The application may read only the knowledge base.', 'halo_permission_denied', {
      // Agents and teams need no permission of their own.
      ...both({ all: 'halo_permission_denied', but: { reference: 'recovered' } }),
      inject: ({ api, application }) => {
        application.permissions = ['read:kb'];
        api.tokens.revoke();
      },
    }),
    access('another product', 'The host answers JSON, but is not Halo; a new token is needed.', 'halo_no_token', {
      inject: ({ switches }) => {
        switches.hostAnswers = 'otherProduct';
      },
    }),
    access('a web page', 'The host answers every path with a web page; a new token is needed.', 'halo_no_token', {
      inject: ({ switches }) => {
        switches.hostAnswers = 'html';
      },
    }),
    access('maintenance', '503 with a web page to every request; a new token is needed.', 'halo_no_token', {
      inject: ({ switches }) => {
        switches.maintenance = 'down';
      },
    }),
  ],
};
