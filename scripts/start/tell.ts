import { stripVTControlCharacters } from 'node:util';

import type { PlatformEvent, SyncRun } from '../../sandbox/platform/index.js';
import type { TenantChange } from '../../sandbox/world/index.js';
import { amount } from '../terminal/amount.js';

const count = (number: number): string => number.toLocaleString('en');
const oneLine = (text: string): string => stripVTControlCharacters(text).replace(/\s+/g, ' ').trim();

const line = (at: string, mark: string, subject: string, text: string): string =>
  `${new Date(at).toTimeString().slice(0, 8)} ${mark} ${subject.padEnd(16)} ${text}`;

/** What happens, a line for each thing: a run that ended, with the reason in full where it failed, or trouble of the platform. */
export function tellEvent(event: PlatformEvent): string | undefined {
  if (event.type === 'run.finished') return tellRun(event.run);
  if (event.type !== 'platform.failed') return undefined;
  const reason = event.error instanceof Error ? event.error.message : String(event.error);
  return line(new Date().toISOString(), '✖', 'Nango', `the local platform failed: ${oneLine(reason)}`);
}

function tellRun({ sync, finishedAt = '', added, updated, deleted, requests, ms, error }: SyncRun): string {
  const cost = `${amount(requests, 'request')}, ${(ms / 1000).toFixed(1)} s`;
  if (error) return line(finishedAt, '✖', sync, `failed after ${cost}: ${oneLine(error.message)}`);
  const changes = Object.entries({ added, updated, deleted }).filter(([, number]) => number > 0);
  const what = changes.map(([name, number]) => `${count(number)} ${name}`).join(', ');
  return line(finishedAt, changes.length > 0 ? '✔' : '·', sync, `${what === '' ? 'nothing new' : what}; ${cost}`);
}

/** What was done in the simulated tenant. */
export function tellChange({ at, kind, id, what }: TenantChange): string {
  return line(at, '→', 'Halo', `${kind} ${id}: ${what}`);
}
