import { z } from 'zod';

import { isRow, type HaloRow } from '../../halo/values/rows.js';
import { sameValue, type WriteField } from '../fields/field.js';
import { text } from '../fields/plain.js';

/** Lines of an address: the field of the record, the key in the item's address, and the key in rows of lists. */
const lines = [
  { field: 'address_line_1', key: 'line1', flat: 'delivery_address_line1' },
  { field: 'address_line_2', key: 'line2', flat: 'delivery_address_line2' },
  { field: 'address_city', key: 'line3', flat: 'delivery_address_line3' },
  { field: 'address_region', key: 'line4', flat: 'delivery_address_line4' },
  { field: 'address_postcode', key: 'postcode', flat: 'delivery_address_line5' },
] as const;

const Address = z.record(z.string(), z.string());

/** The lines as a function takes them. */
export const addressFields = {
  address_line_1: text('delivery_address', 'Address.'),
  address_line_2: text('delivery_address', 'Address, second line.'),
  address_city: text('delivery_address', 'Address, usually the town.'),
  address_region: text('delivery_address', 'Address, usually the county or state.'),
  address_postcode: text('delivery_address', 'Address, the postcode.'),
};

/** Items have the address as an object, rows of lists as five texts (halo-api.md §6.5). */
export function withAddressLines(item: HaloRow): HaloRow {
  const address = item['delivery_address'];
  if (!isRow(address)) return item;
  return { ...item, ...Object.fromEntries(lines.map(({ key, flat }) => [flat, address[key]])) };
}

/** The lines of an input as one value. @returns `undefined` when it has none */
export function addressOf(input: Readonly<Record<string, unknown>>): z.output<typeof Address> | undefined {
  const given = lines.flatMap(({ field, key }) => {
    const line = input[field];
    return typeof line === 'string' ? [[key, line] as const] : [];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** The address as Halo takes it. It is one object, so the lines that are not given are sent as they are. */
export const address: WriteField<typeof Address> = {
  schema: Address,
  description: 'Address. Halo: delivery_address.',
  halo: ['delivery_address'],
  write: (value, { current }) => {
    const before = current?.['delivery_address'];
    return { delivery_address: { ...(isRow(before) ? before : {}), ...value } };
  },
  shows: (row, sent) => {
    const wanted = sent['delivery_address'];
    return isRow(wanted) && lines.every(({ key, flat }) => sameValue(row[flat], wanted[key]));
  },
};
