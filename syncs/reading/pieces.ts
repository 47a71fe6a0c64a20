import type { CrawlStep } from '../../halo/lists/crawl.js';

type Piece = Pick<CrawlStep, 'rows' | 'ids' | 'position'>;

/** A step in pieces of so many rows. Until the last one is saved, its page is due again for the rest of its rows. */
export function* piecesOf(step: CrawlStep, atOnce = Infinity): Generator<Piece> {
  const { page, size, rows, ids, position } = step;
  let first = 0;
  for (let end = atOnce; end < ids.length; end += atOnce) {
    const piece = ids.slice(first, end);
    yield {
      rows: rows.slice(first, end),
      ids: piece,
      // The page to read next may have another size.
      position: { ...position, page, size, lastId: piece.at(-1) ?? position.lastId },
    };
    first = end;
  }
  yield { rows: rows.slice(first), ids: ids.slice(first), position };
}
