import type { RecordKind, Tenant } from '../../sandbox/halo/index.js';
import type { Change } from './changes.js';
import { StartProblem } from './problem.js';
import type { ReadChange } from './read.js';
import type { SyncRow } from './rows.js';

/** What a tenant calls the records of a sync. */
const kinds: readonly RecordKind[] = ['tickets', 'customers', 'assets', 'sites', 'contacts', 'agents', 'teams'];

/** @throws {StartProblem} when a model holds more or fewer records than the simulated tenant has */
export function verifyCounts(tenant: Tenant, rows: readonly SyncRow[]): void {
  const wrong = rows.flatMap(({ name, records }) => {
    const kind = kinds.find((one) => one === name);
    const counted = kind && tenant.living(kind).length;
    return counted === undefined || counted === records ? [] : [`${name}: ${counted} in Halo, ${records} in Nango`];
  });
  if (wrong.length > 0) throw mismatch(wrong);
}

/** @throws {StartProblem} when an application reads anything but the changes that were made */
export function verifyChanges(made: readonly Change[], read: readonly ReadChange[]): void {
  const describe = ({ sync, id, action }: Pick<ReadChange, 'sync' | 'id' | 'action'>): string =>
    `${sync} ${id} ${action}`;
  const [expected, found] = [made.map(describe), read.map(describe)];
  const wrong = [
    ...expected.filter((one) => !found.includes(one)).map((one) => `${one}: not read`),
    ...found.filter((one) => !expected.includes(one)).map((one) => `${one}: read, but not made`),
  ];
  if (wrong.length > 0) throw mismatch(wrong);
}

function mismatch(lines: readonly string[]): StartProblem {
  return new StartProblem(
    `The records are not equal to the simulated tenant, which is a fault of this package:\n  ${lines.join('\n  ')}\n` +
      'Report it with these lines and the options of this run.',
  );
}
