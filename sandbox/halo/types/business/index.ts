import type { RecordType } from '../../records/type.js';
import { articles } from './articles.js';
import { contracts } from './contracts.js';
import { invoices } from './invoices.js';
import { items } from './items.js';
import { purchaseOrders } from './purchase-orders.js';
import { quotations } from './quotations.js';
import { recurringInvoices } from './recurring-invoices.js';
import { salesOrders } from './sales-orders.js';
import { suppliers } from './suppliers.js';

/** What is sold, ordered and written down. */
export const businessTypes: readonly RecordType[] = [
  contracts,
  invoices,
  recurringInvoices,
  quotations,
  salesOrders,
  purchaseOrders,
  items,
  suppliers,
  articles,
];
