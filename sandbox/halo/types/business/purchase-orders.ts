import { amountOf } from './lines.js';
import { describeOrder } from './order.js';

/** Purchase orders. */
export const purchaseOrders = describeOrder({
  name: 'purchase-orders',
  endpoint: 'PurchaseOrder',
  key: 'purchaseorders',
  scope: 'read:pos',
  hasIdList: false,
  prefix: 'PO',
  own: ({ id, lines }) => ({
    price: amountOf(lines),
    supplier_id: 1,
    supplier_name: 'Distribution Ltd',
    po_ref: `PO-${id}`,
    deliver_to_us: true,
  }),
});
