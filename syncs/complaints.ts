import type { Complain, Remark } from '../records/contract.js';
import type { Problem } from '../records/field.js';

/** Subjects that one warning names at most. */
const most = 20;

const sentences: Readonly<Record<Problem, (field: string, count: number) => string>> = {
  unreadable: (field, count) => `${field} was left out of ${count} records: Halo's value has another type.`,
  unknownType: (field, count) =>
    `${field} was kept in ${count} records as Halo sends it: its type is not one that this package knows.`,
};

/** What a run found that somebody should know; each is logged once, however many rows it concerns. */
export class Complaints {
  readonly #fields: Record<Problem, Map<string, number>> = { unreadable: new Map(), unknownType: new Map() };
  readonly #remarks = new Map<string, Set<string>>();

  readonly complain: Complain = (field, problem = 'unreadable') => {
    const counts = this.#fields[problem];
    counts.set(field, (counts.get(field) ?? 0) + 1);
  };

  readonly remark: Remark = (warning, subject) => {
    const subjects = this.#remarks.get(warning) ?? new Set();
    this.#remarks.set(warning, subjects.add(subject));
  };

  /** All of them, as sentences. */
  warnings(model: string): string[] {
    const { unreadable, unknownType } = this.#fields;
    return [
      ...[...unreadable].map(([field, count]) => sentences.unreadable(`${model}.${field}`, count)),
      ...[...unknownType].map(([field, count]) => sentences.unknownType(`${model}.${field}`, count)),
      ...[...this.#remarks].map(([warning, subjects]) => `${warning} ${enumerate([...subjects].sort())}.`),
    ];
  }
}

function enumerate(subjects: readonly string[]): string {
  const rest = subjects.length - most;
  return `${subjects.slice(0, most).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
