import type { Nango } from '@nangohq/node';

import { registry } from '../../records/registry.js';
import type { Tenant } from '../../sandbox/halo/index.js';
import type { RunningPlatform } from '../../sandbox/platform/index.js';
import type { Terminal } from '../terminal/terminal.js';
import type { ServedConnection } from './first-round.js';
import { roundTrip } from './round-trip.js';

export interface Demonstration {
  readonly nango: Nango;
  readonly tenant: Tenant;
  readonly platform: RunningPlatform;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  /** Some syncs take a request for each ticket: with more tickets than this they are left out. Default: 10,000. */
  readonly mostTickets?: number;
}

const tickets = registry['tickets']?.[0];
const readsEachTicket = (sync: string): boolean => sync !== 'tickets' && registry[sync]?.[0] === tickets;

/**
 * Shows on a simulated tenant what is not done to a real one unasked: a note is written and read back, once for each
 * connection, and the syncs that are off by default are started, so that every model has records.
 */
export async function demonstrate(
  { nango, tenant, platform, terminal, signal, mostTickets = 10_000 }: Demonstration,
  connection: ServedConnection,
): Promise<void> {
  const { providerConfigKey, connectionId, isNew } = connection;
  const isLarge = tenant.living('tickets').length > mostTickets;
  try {
    // Looked up first: the note is read back by a run of a sync that is off.
    const known = await neverRun(nango, { providerConfigKey, connectionId });
    if (isNew && !isLarge)
      terminal.print(`\n${await roundTrip(nango, { providerConfigKey, connectionId }, platform)}\n`);
    const off = known.filter((sync) => !isLarge || !readsEachTicket(sync));
    if (off.length === 0) return;
    await nango.startSync(providerConfigKey, off, connectionId);
    const left = known.filter((sync) => !off.includes(sync));
    const reason = left.length === 0 ? ', so that every model has records' : '';
    terminal.print(`Started ${off.length} syncs that are off by default${reason}: ${off.join(', ')}.`);
    if (left.length > 0) {
      terminal.print(`Not started, because they take a request for each ticket: ${left.join(', ')}.`);
    }
  } catch (error) {
    // The world goes on: whoever tries how a tenant refuses may have refused this too.
    if (!signal.aborted) terminal.print(`✖ ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Syncs that are off and have been so ever since: one that somebody paused stays paused. */
async function neverRun(
  nango: Nango,
  { providerConfigKey, connectionId }: Omit<ServedConnection, 'isNew'>,
): Promise<string[]> {
  const { syncs } = await nango.syncStatus(providerConfigKey, '*', connectionId);
  return syncs.flatMap(({ name, status, finishedAt }) =>
    status === 'PAUSED' && finishedAt === undefined ? [name] : [],
  );
}
