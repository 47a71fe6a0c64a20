import type { CrawlStep } from '../../halo/lists/crawl.js';

type Piece = Pick<CrawlStep, 'rows' | 'ids' | 'position'>;

/** A step in pieces of so many rows. Until the last one is saved, its page is due again for the rest of its rows. */
export function* piecesOf({ page, rows, ids, position }: CrawlStep, size = Infinity): Generator<Piece> {
  let first = 0;
  for (let end = size; end < ids.length; end += size) {
    const piece = ids.slice(first, end);
    yield {
      rows: rows.slice(first, end),
      ids: piece,
      position: { ...position, page, lastId: piece.at(-1) ?? position.lastId },
    };
    first = end;
  }
  yield { rows: rows.slice(first), ids: ids.slice(first), position };
}
