import Table from 'cli-table3';

import { amount } from '../terminal/amount.js';
import type { Survey } from './survey.js';

const marks = { holds: 'holds', differs: 'DIFFERS', unknown: 'unknown' } as const;

/** The findings for people, in 100 columns. */
export function renderSurvey({ assumptions, requests }: Survey): string {
  const table = new Table({
    head: ['Assumption', 'Result', 'What was seen'],
    colWidths: [27, 9, 60],
    wordWrap: true,
    style: { head: [], border: [], compact: true },
  });
  for (const { name, result, detail } of assumptions) table.push([name, marks[result], detail]);
  const count = (result: keyof typeof marks) => assumptions.filter((finding) => finding.result === result).length;
  const sums = `${count('holds')} hold, ${count('differs')} differ, ${count('unknown')} could not be found out`;
  return `${table.toString()}\n${assumptions.length} assumptions: ${sums}. ${amount(requests, 'request')}.`;
}
