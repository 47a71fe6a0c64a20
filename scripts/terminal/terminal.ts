/** Where a run shows what it does. */
export interface Terminal {
  /** One or more lines. */
  print(text: string): void;
  /** Whether a line may be rewritten in place, because it is a terminal that a person watches. */
  readonly isLive: boolean;
  /** Show no progress at all. */
  readonly isQuiet: boolean;
}

/** The terminal, or whatever else stdout leads to. */
export const stdout: Terminal = {
  print: (text) => process.stdout.write(`${text}\n`),
  isLive: process.stdout.isTTY && process.env['TERM'] !== 'dumb',
  isQuiet: false,
};
