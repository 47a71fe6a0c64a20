import { InvalidArgumentError } from 'commander';

/** What a number on the command line may be. */
export interface Bounds {
  /** Default: 0. */
  readonly least?: number;
  readonly most: number;
  /** Why it may not be less, or more; a full sentence's end. */
  readonly because?: { readonly least?: string; readonly most?: string };
}

/**
 * A parser for commander of an option that takes a whole number.
 * @returns a function that throws `InvalidArgumentError`, which commander reports together with the option
 */
export function wholeNumber({ least = 0, most, because = {} }: Bounds): (text: string) => number {
  const refusal = (limit: string, reason: string | undefined): InvalidArgumentError =>
    new InvalidArgumentError(`Give ${limit}${reason === undefined ? '' : `: ${reason}`}.`);
  return (text) => {
    if (!/^\d+$/.test(text)) throw refusal('a whole number', undefined);
    const number = Number(text);
    if (number < least) throw refusal(`at least ${least}`, because.least);
    if (number > most) throw refusal(`at most ${most}`, because.most);
    return number;
  };
}

/**
 * Reads an option that takes a time, such as `30s`, `5m` or `1h`, to be given to commander.
 * @param least in milliseconds
 * @returns a function from the text to milliseconds, which throws `InvalidArgumentError`
 */
export function duration({ least }: { readonly least: number }): (text: string) => number {
  const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };
  return (text) => {
    const [, number = '', unit = ''] = /^(\d+)(s|m|h)$/.exec(text) ?? [];
    const milliseconds = Number(number) * (units[unit] ?? Number.NaN);
    if (!(milliseconds >= least)) {
      throw new InvalidArgumentError(`Give a time of at least ${least / 1_000}s, such as 30s, 2m or 1h.`);
    }
    return milliseconds;
  };
}

/** Reads a port to listen on. */
export const portNumber = wholeNumber({ least: 1, most: 65_535 });
