import { amountOf } from './lines.js';
import { describeOrder } from './order.js';

/** Sales orders. */
export const salesOrders = describeOrder({
  name: 'sales-orders',
  endpoint: 'SalesOrder',
  key: 'salesorders',
  scope: 'read:sos',
  hasIdList: true,
  prefix: 'SO',
  own: ({ id, lines }) => ({
    revenue: amountOf(lines),
    po_number: `PO-${id}`,
    cost: amountOf(lines) * 0.7,
    profit: amountOf(lines) * 0.3,
  }),
});
