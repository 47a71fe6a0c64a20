import { count, table } from '../table.js';
import { dayAllowed, type SyncDay } from './day.js';
import type { Days } from './days.js';
import type { DaySizes } from './sizes.js';

const line = ({ sync, frequency, runs, requests }: SyncDay): string[] => [
  `\`${sync}\``,
  frequency.replace(/^every /, ''),
  count(runs),
  count(requests),
];

/** The part of docs/performance.md that says what a connection costs in a day. */
export function daySection(
  { tickets, customers, contacts, assets, changed }: DaySizes,
  { usual, optional }: Days,
): string[] {
  const { requests, refused, busiest } = usual;
  const share = ((100 * requests) / dayAllowed) * 0.05;
  return [
    '### In a day',
    `A tenant with ${count(tickets)} tickets, ${count(customers)} customers, ${count(contacts)} contacts and ${count(assets)} assets, in which ` +
      `${count(changed)} tickets change in the day: by turns a note is added to a ticket, and one is edited. The changes are spread evenly, which is the ` +
      'most costly way, because hardly any run finds nothing. Every sync runs at its declared frequency, on a simulated clock. ' +
      'The day begins when everything has been read for the first time, and contains the complete listings and the sweep that come once a day. Nothing else changes.',
    'The smallest budget that was reported for a tenant is 300 requests in five minutes, and the tenant allows no more here. ' +
      `5 % of it are 15 requests in five minutes, or ${count(dayAllowed)} in a day. The syncs that start by themselves take ${count(requests)}, which is ${share.toFixed(1)} %` +
      `${refused > 0 ? `, of which ${count(refused)} were refused and sent again` : ''}. ` +
      `In the busiest five minutes they send ${count(busiest.inDay)} requests, when the complete listings begin at the same moment, and in those of the first ` +
      `reading ${count(busiest.inFirstLoad)}.`,
    table(
      ['Sync', 'Every', 'Runs', 'Requests'],
      [...usual.syncs.map(line), ['All that start by themselves', '', '', count(requests)]],
    ),
    'Syncs that have to be started add the following. Those of documents and of the catalogue of items find no change here. Each changed ticket costs the syncs of ticket ' +
      'actions and of attachments 1 request a run in which it comes.',
    table(['Sync', 'Every', 'Runs', 'Requests'], optional.map(line)),
  ];
}
