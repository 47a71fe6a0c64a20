import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { COMPANY_FIRST } from '../../records/words.js';

/** Suppliers (Halo: Company). */
export const suppliers = describe({
  generate: (draw, id, layout) => ({
    ...history(layout, draw),
    name: `${draw.pick(COMPANY_FIRST)} Distribution ${id}`,
    inactive: draw.chance(10),
    phone_number: draw.chance(60) ? `+44 1632 960${draw.int(900) + 100}` : undefined,
    notes: draw.chance(20) ? 'Order before noon.' : undefined,
  }),
  name: 'suppliers',
  endpoint: 'Supplier',
  key: 'suppliers',
  scope: 'read:suppliers',
  search: ['name'],
  detailOnly: ['notes', 'datecreated'],
  row: (record, { dates }) => ({
    id: record.id,
    name: record.name,
    toplevel_id: 1,
    inactive: record.inactive,
    contact_name: 'Sales desk',
    email_address: `sales@supplier-${record.id}.example`,
    support_email_address: `help@supplier-${record.id}.example`,
    phone_number: record.phone_number,
    is_supplier: true,
    notes: record.notes,
    datecreated: dates.stored(record.datecreated),
    last_modified: dates.stored(record.last_update),
    customfields: [],
  }),
});
