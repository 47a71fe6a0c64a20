import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrate, type Demonstration } from '../../../scripts/start/demonstration.js';
import { startLocalNango, type LocalNango } from '../../support/local-nango.js';

const perTicket = ['ticket-actions', 'ticket-attachments', 'time-entries'];

describe('what npm start shows on a simulated tenant', () => {
  let local: LocalNango;
  let printed: string[];
  beforeAll(async () => {
    local = await startLocalNango({ seed: 1, tickets: 8, customers: 3, assets: 3, projects: 2, opportunities: 2 });
  });
  afterAll(() => local.close());

  const show = async (isNew: boolean, more: Partial<Demonstration> = {}): Promise<string> => {
    const { nango, platform, halo, connection } = local;
    printed = [];
    const terminal = { print: (text: string) => printed.push(text), isLive: false, isQuiet: false };
    const { signal } = new AbortController();
    await demonstrate({ nango, platform, tenant: halo.tenant, terminal, signal, ...more }, { ...connection, isNew });
    await platform.waitForIdle();
    return printed.join('\n');
  };
  /** Names of the syncs that are off. */
  const off = async (): Promise<string[]> => {
    const { providerConfigKey, connectionId } = local.connection;
    const { syncs } = await local.nango.syncStatus(providerConfigKey, '*', connectionId);
    return syncs.flatMap(({ name, status }) => (status === 'PAUSED' ? [name] : [])).sort();
  };

  it('is nothing that takes a request for each of many tickets', async () => {
    const text = await show(true, { mostTickets: 7 });
    expect(text).toMatch(/^Started \d+ syncs that are off by default: .*projects/);
    expect(text).toContain(`Not started, because they take a request for each ticket: ${perTicket.join(', ')}.`);
    expect(text).not.toContain('add-note');
    expect(await off()).toEqual(perTicket);
  });

  it('is a note that comes back, and every sync', async () => {
    const text = await show(true);
    expect(text).toContain('the sync ticket-actions read it back');
    expect(text).toContain(`so that every model has records: ${perTicket.join(', ')}.`);
    expect(await off()).toEqual([]);
  });

  it('leaves a sync paused that somebody paused, and says so when something cannot be done', async () => {
    const { nango, connection } = local;
    await nango.pauseSync(connection.providerConfigKey, ['projects'], connection.connectionId);
    expect(await show(false)).toBe('');
    expect(await off()).toEqual(['projects']);
    local.halo.application.active = false;
    local.halo.api.tokens.revoke(local.halo.application);
    expect(await show(true)).toMatch(/^✖ ./);
  });
});
