import type { Draw } from '../../random.js';

/** What is on a line: the item of the catalogue, and how many at which price. */
export interface Line {
  readonly item: number;
  readonly name: string;
  readonly quantity: number;
  readonly price: number;
}

const PRODUCTS = ['Managed workstation', 'Backup for a server', 'Firewall', 'Cable, 2 m', 'Consulting'] as const;

/** One to three lines. */
export function someLines(draw: Draw): readonly Line[] {
  return Array.from({ length: 1 + draw.int(3) }, () => {
    const product = draw.int(PRODUCTS.length);
    return { item: product + 1, name: PRODUCTS[product] ?? '', quantity: 1 + draw.int(9), price: 5 + draw.int(200) };
  });
}

/** What the lines come to before taxes. */
export function amountOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
}

/** Lines of quotations, sales orders and purchase orders. */
export function orderLines(lines: readonly Line[]): readonly object[] {
  return lines.map(({ item, name, quantity, price }, index) => ({
    id: index + 1,
    item_id: item,
    name,
    productcode: `P${item}`,
    isgroupdesc: false,
    baseprice: price,
    net_total: quantity * price,
    total_tax: quantity * price * 0.2,
    total_price: quantity * price * 1.2,
    total_discount: 0,
    tax_name: 'Standard rate',
  }));
}

/** Lines of invoices (halo-api.md §6.12). */
export function invoiceLines(lines: readonly Line[]): readonly object[] {
  return lines.map(({ item, name, quantity, price }, index) => ({
    id: index + 1,
    _itemid: item,
    item_code: `P${item}`,
    item_shortdescription: name,
    qty_order: quantity,
    unit_price: price,
    net_amount: quantity * price,
    tax_amount: quantity * price * 0.2,
    tax_rate: 20,
    tax_code: 1,
  }));
}
