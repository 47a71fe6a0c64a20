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

/** Reads a port to listen on. */
export const portNumber = wholeNumber({ least: 1, most: 65_535 });
