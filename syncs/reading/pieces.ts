import type { CrawlStep } from '../../halo/lists/crawl.js';

type Piece = Pick<CrawlStep, 'rows' | 'ids' | 'position'>;

/** A step in pieces of so many rows. Until the last one is saved, the same page is due again for the rest of its rows. */
export function* piecesOf({ rows, ids, position }: CrawlStep, size = Infinity): Generator<Piece> {
  let first = 0;
  for (let end = size; end < ids.length; end += size) {
    const piece = ids.slice(first, end);
    const lastId = piece.at(-1) ?? position.lastId;
    yield { rows: rows.slice(first, end), ids: piece, position: { ...position, page: position.page - 1, lastId } };
    first = end;
  }
  yield { rows: rows.slice(first), ids: ids.slice(first), position };
}
