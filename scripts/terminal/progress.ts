import { stripVTControlCharacters } from 'node:util';

import type { Terminal } from './terminal.js';

/** Shows several things that are in progress at the same time. */
export interface Progress {
  /** The description of one of them has changed. */
  update(index: number, title: string): void;
  /** One of them has ended. */
  end(index: number, title: string, isGood: boolean): void;
}

/** The part of a stream that is written to. */
export type Output = Pick<NodeJS.WriteStream, 'write'>;

/** @param total how many things will be in progress */
export function showProgress(terminal: Terminal, total: number, output: Output): Progress {
  if (terminal.isQuiet) return { update: () => undefined, end: () => undefined };
  return terminal.isLive ? new LiveProgress(output, total) : new PlainProgress(terminal);
}

const line = (title: string, isGood: boolean): string => `${isGood ? '✔' : '✖'} ${title}`;

/** Milliseconds between two lines about what is in progress, where lines cannot be rewritten. */
const linePause = 5_000;

/** Prints a line when something has ended, and from time to time one about something that takes long. */
class PlainProgress implements Progress {
  readonly #told = new Map<number, number>();

  constructor(private readonly terminal: Terminal) {}

  update(index: number, title: string): void {
    const now = performance.now();
    const last = this.#told.get(index);
    if (last === undefined || now - last >= linePause) this.#told.set(index, now);
    if (last !== undefined && now - last >= linePause) this.terminal.print(`… ${title}`);
  }

  end(_index: number, title: string, isGood: boolean): void {
    this.terminal.print(line(title, isGood));
  }
}

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const framePause = 100;
const eraseLine = '\r\x1b[K';
/** Turns the terminal's line wrapping off, and on again. */
const [cutOff, wrap] = ['\x1b[?7l', '\x1b[?7h'];

/**
 * Prints a permanent line when something has ended, and below these one line that is rewritten in place. The cursor never
 * moves up, so that nothing above is overwritten in a small terminal. It is never hidden, so that it is visible however the
 * process ends.
 */
class LiveProgress implements Progress {
  /** What is in progress, in the order of the last change. */
  readonly #active = new Map<number, string>();
  #ended = 0;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly output: Output,
    private readonly total: number,
  ) {}

  update(index: number, title: string): void {
    this.#active.delete(index);
    this.#active.set(index, title);
    if (this.#timer !== undefined) return;
    this.#draw();
    this.#timer = setInterval(() => {
      this.#draw();
    }, framePause).unref();
  }

  end(index: number, title: string, isGood: boolean): void {
    this.#active.delete(index);
    this.#ended += 1;
    this.output.write(`${eraseLine}${line(title, isGood)}\n`);
    if (this.#ended < this.total) return;
    clearInterval(this.#timer);
  }

  #draw(): void {
    const title = [...this.#active.values()].at(-1);
    if (title === undefined) return;
    this.#frame = (this.#frame + 1) % frames.length;
    const count = this.total > 1 ? `${this.#ended} of ${this.total} done; ` : '';
    const text = stripVTControlCharacters(title).replace(/\s+/g, ' ');
    this.output.write(`${eraseLine}${cutOff}${frames[this.#frame] ?? ''} ${count}${text}${wrap}`);
  }
}
