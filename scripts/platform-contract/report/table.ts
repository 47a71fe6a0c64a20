import Table from 'cli-table3';

import type { Outcome } from '../checks/check.js';

const plain = { head: [], border: [] };

/** The results as a table, and one line that sums them up. */
export function renderOutcomes(outcomes: readonly Outcome[], server: string, profile: string): string {
  const table = new Table({
    head: ['check', 'what', 'result', 'detail'],
    colWidths: [23, 36, 9, 70],
    wordWrap: true,
    style: plain,
  });
  table.push(...outcomes.map(({ name, title, result, detail }) => [name, title, result, detail]));
  const count = (result: Outcome['result']) => String(outcomes.filter((outcome) => outcome.result === result).length);
  const sum = `${count('holds')} hold, ${count('differs')} differ, ${count('unknown')} could not be found out`;
  return `${table.toString()}\nOf what ${profile} says, on ${server}: ${sum}.`;
}
