import type { z } from 'zod';

import { ByteBudget } from './budget.js';
import { shorten } from './shorten.js';

/** Longest text of a record; what is longer says little more. */
const longest = 4000;
/** The same where there is little room, and what is left out then. */
const tight = { longest: 500, without: ['custom_fields', 'attributes'] };

/** Why a part is not in an answer, or not all of it. */
export type Reason = 'budget' | 'not_shown' | 'older';

export interface LeftOut {
  readonly part: string;
  readonly reason: Reason;
  /** How many records, where that is known. */
  readonly count?: number;
}

interface Model<Schema extends z.ZodType> {
  readonly schema: Schema;
}

/** Puts an answer together, the most important first, until its bytes are used up. */
export class Assembly {
  readonly shortened: string[] = [];
  readonly leftOut: LeftOut[] = [];
  readonly #budget: ByteBudget;

  constructor(bytes: number) {
    this.#budget = new ByteBudget(bytes);
  }

  /**
   * One record with its long texts cut; where that does not fit, with shorter texts and without its custom fields.
   *
   * @param id the id under which the ticket names the record: without a record, it is told that it was not shown
   * @returns `undefined` where there is none, or no room for it
   */
  one<Schema extends z.ZodType<object>>(
    part: string,
    model: Model<Schema>,
    record: z.output<Schema> | undefined,
    id: string | undefined,
  ): z.output<Schema> | undefined {
    if (record === undefined) {
      if (id !== undefined) this.without(part, 'not_shown', 1);
      return undefined;
    }
    const whole = shorten(model, record, longest);
    const short = this.#budget.take(whole.record) ? whole : shorten(model, record, tight.longest, tight.without);
    if (short !== whole && !this.#budget.take(short.record)) {
      this.without(part, 'budget', 1);
      return undefined;
    }
    this.shortened.push(...short.cut.map((field) => `${part}.${field}`));
    return short.record;
  }

  /** The first records that fit, without some fields. */
  many<Schema extends z.ZodType<{ id: string }>>(
    part: string,
    model: Model<Schema>,
    records: readonly z.output<Schema>[],
    fields: readonly string[] = [],
  ): z.output<Schema>[] {
    const fitting: z.output<Schema>[] = [];
    for (const record of records) {
      const { record: short, cut } = shorten(model, record, longest, fields);
      if (!this.#budget.take(short)) break;
      this.shortened.push(
        ...cut.filter((field) => !fields.includes(field)).map((field) => `${part}.${record.id}.${field}`),
      );
      fitting.push(short);
    }
    this.without(part, 'budget', records.length - fitting.length);
    return fitting;
  }

  /** Tells of records that are not there. */
  without(part: string, reason: Reason, count?: number): void {
    if (count !== 0) this.leftOut.push({ part, reason, ...(count === undefined ? {} : { count }) });
  }
}
