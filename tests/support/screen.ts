import xterm from '@xterm/headless';

/** What somebody sees who sits at a terminal of this size: everything that was written, and where it ended up. */
export class Screen {
  readonly #terminal: xterm.Terminal;
  #hidden = false;

  /** @param rows of the window; what scrolls out of it is still there to be read */
  constructor(size: { rows: number; columns: number }) {
    const { rows, columns: cols } = size;
    this.#terminal = new xterm.Terminal({ rows, cols, scrollback: 10_000, convertEol: true, allowProposedApi: true });
    // The emulator does not tell whether the cursor is shown: mode 25 is heard on its way.
    for (const [final, hidden] of [
      ['h', false],
      ['l', true],
    ] as const) {
      this.#terminal.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
        if (parameters.includes(25)) this.#hidden = hidden;
        return false;
      });
    }
  }

  write(data: string | Buffer): Promise<void> {
    return new Promise((resolve) => {
      this.#terminal.write(data, resolve);
    });
  }

  /** All lines from the first one on, each whole however many rows it takes, without those that are empty. */
  get lines(): string[] {
    const { active } = this.#terminal.buffer;
    const lines: string[] = [];
    for (let row = 0; row < active.length; row += 1) {
      const line = active.getLine(row);
      const text = line?.translateToString(true) ?? '';
      if (line?.isWrapped === true) lines.push(`${lines.pop() ?? ''}${text}`);
      else lines.push(text);
    }
    return lines.filter((line) => line.trim() !== '');
  }

  /** Whether the cursor can be seen, and a long line goes on in the next row, as before anything was written. */
  get isRestored(): boolean {
    return !this.#hidden && this.#terminal.modes.wraparoundMode;
  }
}
