/** One round of an integer mixer: spreads neighbouring numbers over all 32 bits. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/**
 * The random choices of one row, a function of (seed, salt, id) alone: any row can be computed at any time, in any
 * order, without the rows before it. That is what lets a tenant of a million tickets exist without a million objects.
 */
export class Draw {
  #state: number;

  constructor(seed: number, salt: number, id: number) {
    this.#state = mix(mix(mix(seed | 0) + salt) + id);
  }

  /** A number in [0, 1). */
  number(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state) / 0x1_0000_0000;
  }

  /** A whole number in [0, below). */
  int(below: number): number {
    return Math.floor(this.number() * below);
  }

  pick<T>(list: readonly [T, ...T[]]): T {
    return list[this.int(list.length)] ?? list[0];
  }

  chance(percent: number): boolean {
    return this.int(100) < percent;
  }

  /** A GUID in lower case. */
  guid(): string {
    const hex = (digits: number): string =>
      this.int(16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(6)}${hex(6)}`;
  }
}
