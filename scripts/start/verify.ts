import type { Tenant } from '../../sandbox/halo/index.js';
import type { Change } from './changes.js';
import { StartProblem } from './problem.js';
import type { ReadChange } from './read.js';
import type { SyncRow } from './rows.js';
import { typeOf } from './types.js';

/** @throws {StartProblem} when a model holds more or fewer records than the simulated tenant has */
export function verifyCounts(tenant: Tenant, rows: readonly SyncRow[]): void {
  const wrong = rows.flatMap(({ name, records }) => {
    const counted = countIn(tenant, name);
    return counted === undefined || counted === records ? [] : [`${name}: ${counted} in Halo, ${records} in Nango`];
  });
  if (wrong.length > 0) throw mismatch(wrong);
}

/** How many rows the tenant has of what a sync saves; `undefined` where its records are parts of rows. */
function countIn(tenant: Tenant, sync: string): number | undefined {
  if (sync === 'tickets' || sync === 'projects' || sync === 'opportunities') return tenant.living(sync).length;
  const type = typeOf(tenant, sync);
  return type && tenant.living(type.name).length;
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
    `The records are not equal to the simulated tenant, which is a bug in this package:\n  ${lines.join('\n  ')}\n` +
      'Report it with these lines and the options of this run.',
  );
}
