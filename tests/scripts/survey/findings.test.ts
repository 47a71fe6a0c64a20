import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createSwitches, type SwitchOverrides } from '../../../sandbox/halo/index.js';
import { switchesLike, writeSurvey } from '../../../scripts/survey/file.js';
import { questions } from '../../../scripts/survey/questions.js';
import { survey } from '../../../scripts/survey/survey.js';
import { surveyedWith } from './support.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'survey-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Tenants, each different in ways that a survey can see: what it has to name, and nothing else. */
const tenants: readonly [name: string, overrides: SwitchOverrides, differs: readonly string[]][] = [
  ['larger pages', { pageCaps: { default: 50, Tickets: 200 } }, ['pageCaps']],
  ['no order', { ignoresOrder: { Client: 'default', Asset: 'default' } }, ['ignoresOrder']],
  ['no count, and the last page again', { recordCount: 'missing', pastEnd: 'repeatLast' }, ['recordCount', 'pastEnd']],
  ['ids refused', { idOnly: 'refused' }, ['idOnly']],
  ['ids as pages', { idOnly: 'paged' }, ['idOnly']],
  ['no filters', { deletedFilter: 'ignored', idOnlyFilters: 'ignored' }, ['deletedFilter', 'idOnlyFilters']],
  [
    'changes of tickets only, the moment left out',
    {
      updatedSince: { Client: 'ignore', Site: 'ignore', Users: 'ignore', Asset: 'ignore' },
      updatedSinceBoundary: '>',
    },
    ['updatedSince', 'updatedSinceBoundary'],
  ],
  [
    'one list of tickets',
    { ticketDomains: 'ticketsHoldAll', countCaps: { Tickets: 300 } },
    ['ticketDomains', 'countCaps'],
  ],
  ['ids of projects among tickets', { foreignTicketIds: 'known' }, ['foreignTicketIds']],
  [
    'another way to write values',
    { emptyFields: 'null', dates: 'z', sentinelDates: 'never', rowNames: 'always', lastUpdateKey: 'lastupdate' },
    ['emptyFields', 'dates', 'sentinelDates', 'rowNames', 'lastUpdateKey'],
  ],
  [
    'other fields in rows',
    {
      specialRows: 'always',
      askedFields: 'always',
      agentTeams: 'ownOnly',
      priorityInRows: 'object',
      listedCustomFields: 'null',
      ticketKinds: 'inTypesOnly',
      detailFields: 'whenAsked',
    },
    ['specialRows', 'askedFields', 'agentTeams', 'priorityInRows', 'listedCustomFields', 'ticketKinds', 'detailFields'],
  ],
  [
    'other tokens and refusals',
    {
      tokens: { acceptsBasic: false, tenantRequired: 'acme', revokesEarlier: true, expiresIn: 600 },
      errorBody: 'message',
      narrowScopeStatus: 401,
      dateHeader: 'missing',
      containers: { Tickets: 'results', Team: 'keyed' },
      actionListHidesPrivate: false,
    },
    [
      'tokens.acceptsBasic',
      'tokens.tenantRequired',
      'tokens.revokesEarlier',
      'tokens.expiresIn',
      'errorBody',
      'narrowScopeStatus',
      'dateHeader',
      'containers',
      'actionListHidesPrivate',
    ],
  ],
];

describe('a survey', () => {
  it('finds that every assumption that it can check holds on a tenant as assumed', async () => {
    const { assumptions } = await survey(surveyedWith().halo);
    expect(assumptions.filter(({ result }) => result === 'differs')).toEqual([]);
    expect(assumptions.filter(({ result }) => result === 'holds').length).toBeGreaterThan(35);
  });

  it.each(tenants)('distinguishes: %s', async (name, overrides, differs) => {
    const { assumptions } = await survey(surveyedWith(overrides).halo);
    const found = assumptions.filter(({ result }) => result === 'differs').map((finding) => finding.name);
    expect(found.toSorted(), name).toEqual(differs.toSorted());
  });

  it.each(tenants)('makes the simulated tenant answer like: %s', async (name, overrides) => {
    const path = join(folder, `${name.replaceAll(/\W/g, '-')}.json`);
    await writeSurvey(path, await survey(surveyedWith(overrides).halo));
    const like = await switchesLike(path);
    // Surveyed again, the tenant that was made like it gives the same findings.
    const first = await survey(surveyedWith(overrides).halo);
    const again = await survey(surveyedWith(like).halo);
    expect(again.assumptions).toEqual(first.assumptions);
  });

  it('asks about every assumption once', () => {
    const { tokens, ...switches } = createSwitches();
    const expected = [...Object.keys(switches), ...Object.keys(tokens).map((name) => `tokens.${name}`)];
    expect(questions.map(({ name }) => name).toSorted()).toEqual(expected.toSorted());
  });
});
