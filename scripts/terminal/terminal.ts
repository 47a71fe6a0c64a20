/** Where a run shows what it does. */
export interface Terminal {
  /** One or more lines. */
  print(text: string): void;
  /** A person is watching: a line may be rewritten in place. Otherwise everything is plain lines. */
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
