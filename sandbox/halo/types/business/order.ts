import { history } from '../../records/history.js';
import type { Row, RowContext } from '../../records/row.js';
import { describe, type Description, type RecordOf, type RecordType } from '../../records/type.js';
import { someCustomer } from './customers.js';
import { amountOf, orderLines, someLines, type Line } from './lines.js';

interface Order {
  readonly last_update: number;
  readonly client_id: number;
  readonly site_id: number;
  readonly user_id: number;
  readonly title: string;
  readonly date: number;
  readonly lines: readonly Line[];
  readonly note: string | undefined;
}

interface OrderDescription extends Pick<Description<Order>, 'name' | 'endpoint' | 'key' | 'scope' | 'hasIdList'> {
  /** What titles begin with. */
  readonly prefix: string;
  /** What only rows of this kind carry. */
  readonly own: (record: RecordOf<Order>, context: RowContext) => Row;
}

/** A quotation, a sales order or a purchase order (halo-api.md §6.12). Lines come with the detail. */
export function describeOrder({ prefix, own, ...description }: OrderDescription): RecordType<RecordOf<Order>> {
  return describe<Order>({
    generate(draw, id, layout) {
      const { datecreated, last_update } = history(layout, draw);
      return {
        last_update,
        ...someCustomer(draw, layout),
        title: `${prefix} ${id}`,
        date: datecreated,
        lines: someLines(draw),
        note: draw.chance(20) ? 'Deliver to reception.' : undefined,
      };
    },
    customer: 'client_id',
    archived: 'never',
    edited: 'title',
    search: ['title'],
    row(record, context) {
      const { dates, clientName, siteName, contactName } = context;
      return {
        id: record.id,
        title: record.title,
        client_id: record.client_id,
        client_name: clientName(record.client_id),
        site_id: record.site_id,
        site_name: siteName(record.site_id),
        user_id: record.user_id,
        user_name: contactName(record.user_id),
        ticket_id: 0,
        status: 1,
        date: dates.stored(record.date),
        tax_total: amountOf(record.lines) * 0.2,
        total: amountOf(record.lines) * 1.2,
        currency_code_name: 'GBP',
        note: record.note,
        last_update_time: dates.stored(record.last_update),
        customfields: [],
        ...own(record, context),
      };
    },
    detail: (record) => ({ lines: orderLines(record.lines) }),
    ...description,
  });
}
