// Named once: looking a global up is slow where functions run (docs/decisions.md, "Speed").
const { floor, imul } = Math;

/** Ids a chunk; a chunk is 4 KiB. */
const chunkBits = 32_768;

/** A set of positive whole numbers at about a bit each, so that a million ids cost a fraction of a megabyte. */
export class IdSet {
  readonly #chunks = new Map<number, Uint32Array>();
  /** How many ids are in the set. */
  size = 0;

  static of(ids: Iterable<number>): IdSet {
    const set = new IdSet();
    for (const id of ids) set.add(id);
    return set;
  }

  /** @returns false when the id was in the set already */
  add(id: number): boolean {
    const key = floor(id / chunkBits);
    let chunk = this.#chunks.get(key);
    if (!chunk) this.#chunks.set(key, (chunk = new Uint32Array(chunkBits / 32)));
    const bit = id % chunkBits;
    const word = chunk[bit >>> 5] ?? 0;
    const mask = 1 << (bit & 31);
    if (word & mask) return false;
    chunk[bit >>> 5] = word | mask;
    this.size += 1;
    return true;
  }

  /** The ids, in no particular order. */
  *[Symbol.iterator](): Generator<number, void, void> {
    for (const [key, chunk] of this.#chunks) {
      for (const [index, word] of chunk.entries()) {
        if (word === 0) continue;
        for (let bit = 0; bit < 32; bit += 1) {
          if ((word >>> bit) & 1) yield key * chunkBits + index * 32 + bit;
        }
      }
    }
  }

  has(id: number): boolean {
    const bit = id % chunkBits;
    const word = this.#chunks.get(floor(id / chunkBits))?.[bit >>> 5] ?? 0;
    return (word & (1 << (bit & 31))) !== 0;
  }
}

/** A fingerprint of a set of ids that does not depend on their order and fits into a checkpoint. */
export interface IdDigest {
  count: number;
  sum: number;
}

export const emptyDigest: IdDigest = { count: 0, sum: 0 };

/** Adds ids, none of which may be in the digest yet. */
export function extendDigest(digest: IdDigest, ids: Iterable<number>): IdDigest {
  let { count, sum } = digest;
  for (const id of ids) {
    count += 1;
    sum = (sum + scramble(id)) >>> 0;
  }
  return { count, sum };
}

/** Spreads an id over 32 bits, so that sums of different sets differ: the finaliser of MurmurHash3. */
function scramble(id: number): number {
  let hash = (id ^ floor(id / 0x1_0000_0000)) >>> 0;
  hash = imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
