import { amountOf, orderLines } from './lines.js';
import { describeOrder } from './order.js';

const MONTH_MS = 30 * 86_400_000;

/** Quotations. Lines come in the list too, with `includelines` (halo-api.md §6.12). */
export const quotations = describeOrder({
  name: 'quotations',
  endpoint: 'Quotation',
  key: 'quotes',
  scope: 'read:quotes',
  hasIdList: false,
  prefix: 'Q',
  own: ({ date, lines }, { dates, parameters }) => ({
    revenue: amountOf(lines),
    expiry_date: dates.stored(date + MONTH_MS),
    approvalstate: 0,
    lines: parameters.flag('includelines') ? orderLines(lines) : undefined,
  }),
});
