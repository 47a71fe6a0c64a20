import type { Row } from '../records/row.js';

/** Every so many records one has an id in a given product. */
const spacing = 5;

/** Ids in other products, such as RMM tools: a record has a few of them, and each product knows some of the records. */
export function otherProducts(keys: readonly string[], id: number): Row {
  const own = keys.filter((_, index) => (index + id) % spacing === 0);
  return Object.fromEntries(
    own.map((key) => [key, key.endsWith('_url') ? `https://${key}.example/${id}` : `${key}-${id}`]),
  );
}
