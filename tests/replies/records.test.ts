import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { setupLists } from '../support/lists.js';
import { readPage } from '../../halo/lists/page.js';
import { readSetupList } from '../../halo/lists/setup-lists.js';
import { isRow } from '../../halo/values/rows.js';
import { agents } from '../../records/agents.js';
import { assets } from '../../records/assets.js';
import { contacts } from '../../records/contacts.js';
import type { MappingContext, RecordSource, SavedRecord } from '../../records/contract.js';
import { customers } from '../../records/customers.js';
import { readSettings } from '../../records/settings.js';
import { sites } from '../../records/sites.js';
import { teams } from '../../records/teams.js';
import { ticketActions } from '../../records/ticket-actions/ticket-actions.js';
import { tickets } from '../../records/tickets/tickets.js';
import { answering } from '../support/connection.js';
import { replayed, reply } from './support/replies.js';

/** A context whose Halo answers with the replies, and the fields that mappings complained of. */
function open(): { context: MappingContext; complaints: string[] } {
  const connection = replayed();
  const complaints: string[] = [];
  const complain = (field: string): void => void complaints.push(field);
  const { client } = connection;
  const remark = () => undefined;
  return { context: { client, settings: readSettings({}), connection, complain, remark }, complaints };
}

async function readList(source: RecordSource, context: MappingContext): Promise<SavedRecord[]> {
  const mapper = await source.openMapper(context);
  const page = await readPage(context.client, source.list, { params: mapper.params }, 1, source.list.pageSize);
  return mapper.map(page.rows);
}

/** A detail is mapped like a row: it holds the row and more. */
async function mapDetail(source: RecordSource, context: MappingContext, name: string): Promise<SavedRecord[]> {
  const { body } = reply(name);
  if (!isRow(body)) throw new TypeError(`${name} is no object`);
  return (await source.openMapper(context)).map([body]);
}

const setupList =
  ({ model, list }: typeof agents) =>
  async ({ client, complain }: MappingContext): Promise<SavedRecord[]> => {
    const rows = await readSetupList(client, list);
    return rows.map((row) => model.map(row, undefined, complain));
  };

const readings: Readonly<Record<string, (context: MappingContext) => Promise<SavedRecord[]>>> = {
  'ticket-list': (context) => readList(tickets, context),
  ticket: (context) => mapDetail(tickets, context, 'ticket'),
  'customer-list': (context) => readList(customers, context),
  customer: (context) => mapDetail(customers, context, 'customer'),
  'site-list': (context) => readList(sites, context),
  site: (context) => mapDetail(sites, context, 'site'),
  'contact-list': (context) => readList(contacts, context),
  contact: (context) => mapDetail(contacts, context, 'contact'),
  'asset-list': (context) => readList(assets, context),
  asset: (context) => mapDetail(assets, context, 'asset'),
  'agent-list': setupList(agents),
  'team-list': setupList(teams),
  'action-list': async (context) => (await ticketActions.readChildren(context, 4242)).records,
  action: async (context) => {
    const found = await ticketActions.readChild(context, 4242, 5);
    return found ? [found] : [];
  },
};

/** What a reply should become (`tests/fixtures/halo-records/<name>.json`). */
function expected(name: string): Record<string, unknown>[] {
  const file = join(import.meta.dirname, `../fixtures/halo-records/${name}.json`);
  return z.array(z.record(z.string(), z.unknown())).parse(JSON.parse(readFileSync(file, 'utf8')));
}

describe('captured replies become records', () => {
  test.each(Object.entries(readings))('%s', async (name, read) => {
    const { context, complaints } = open();
    const records = await read(context);
    expect(records).toEqual(expected(name));
    expect(complaints).toEqual([]);
  });

  test('a value of another type would be noticed', async () => {
    const { context, complaints } = open();
    const mapper = await customers.openMapper(context);
    await mapper.map([{ id: 21, name: { text: 'Contoso' } }]);
    expect(complaints).toEqual(['name']);
  });
});

describe('set-up lists are read', () => {
  test.each([
    ['statuses', [1, 2, 4, 9, 13, 21]],
    ['openStatuses', [1, 2, 4, 13, 21]],
    ['ticketTypes', [1, 5]],
    ['customFields', [-12, -13, 214, 216, 215, 220]],
    ['agents', [3, 7, 11]],
  ] as const)('%s', async (name, ids) => {
    const rows = await readSetupList(open().context.client, setupLists[name]);
    expect(rows.map((row) => row['id'])).toEqual(ids);
  });

  test('agents also where a build answers with an envelope that ignores the page size', async () => {
    const paged = reply('agent-list-paged').body;
    const rows = await readSetupList(answering(paged), setupLists.agents);
    expect(rows.map((row) => row['id'])).toEqual([3, 7, 11]);
  });
});
