import { describe, expect, it } from 'vitest';

import { Steps, type Update } from '../../../scripts/terminal/steps.js';
import type { Terminal } from '../../../scripts/terminal/terminal.js';
import { Screen } from '../../support/screen.js';

/** Steps on a terminal of some size, as somebody who watches it sees them. */
class Watched {
  readonly screen: Screen;
  readonly steps: Steps;
  /** Everything on the screen after each write. */
  readonly #seen: Promise<string[]>[] = [];

  constructor(size = { rows: 24, columns: 80 }) {
    this.screen = new Screen(size);
    const terminal: Terminal = { isLive: true, isQuiet: false, print: (text) => void this.#write(`${text}\n`) };
    this.steps = new Steps(terminal, { write: (text: string | Uint8Array) => this.#write(String(text)) });
    this.print = (text) => {
      terminal.print(text);
    };
  }

  readonly print: (text: string) => void;

  #write(text: string): boolean {
    this.#seen.push(this.screen.write(text).then(() => this.screen.lines));
    return true;
  }

  /** What was on the screen after each write, the last of it last. */
  frames(): Promise<string[][]> {
    return Promise.all(this.#seen);
  }
}

const names = ['agents', 'assets', 'contacts', 'customers', 'sites', 'teams', 'tickets'];

/** Seven steps that tell what they do while they do it, and once more when they are done, as the syncs of a round do. */
function round(fails?: string) {
  return names.map((name, index) => ({
    title: name,
    work: async (update: Update) => {
      for (let pages = 0; pages <= index; pages += 1) {
        update(`${name}: 3 records so far, and so much more to say about them that no row of a terminal can hold it`);
        // Long enough for the line to be drawn several times.
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      if (name === fails) throw new Error('refused');
      update(`${name}: 4 records`);
      setTimeout(update, 0, `${name}: told too late`);
      return name;
    },
  }));
}

describe.each([
  { rows: 24, columns: 80 },
  { rows: 3, columns: 20 },
])('steps on a terminal of %j', (size) => {
  it('leave one line each, and everything that was printed before', async () => {
    const watched = new Watched(size);
    const earlier = ['one line', 'another line that is longer than a narrow terminal is wide', 'a third'];
    for (const line of earlier) watched.print(line);
    expect(await watched.steps.together(round())).toEqual(names);
    watched.print('the end');
    await new Promise((resolve) => setTimeout(resolve, 5));
    const frames = await watched.frames();
    const done = names.map((name) => `✔ ${name}: 4 records`);
    expect(frames.at(-1)).toEqual([...earlier, ...done, 'the end']);
    expect(watched.screen.isRestored).toBe(true);
  });

  it('never overwrite an earlier line, and never show more than one temporary line', async () => {
    const watched = new Watched(size);
    watched.print('first');
    await watched.steps.together(round());
    let lasting: string[] = [];
    for (const lines of await watched.frames()) {
      expect(lines.slice(0, lasting.length)).toEqual(lasting);
      lasting = lines.filter((line) => !/^[\u2800-\u28ff] /u.test(line));
      expect(lines.length - lasting.length).toBeLessThanOrEqual(1);
      expect(lines.join()).not.toContain('told too late');
    }
  });

  it('say which one failed, and give the terminal back', async () => {
    const watched = new Watched(size);
    await expect(watched.steps.together(round('sites'))).rejects.toThrow('refused');
    const lines = (await watched.frames()).at(-1) ?? [];
    expect(lines.filter((line) => line.startsWith('✖'))).toEqual([
      expect.stringContaining('✖ sites: 3 records so far'),
    ]);
    expect(lines.filter((line) => line.startsWith('✔'))).toHaveLength(6);
    expect(watched.screen.isRestored).toBe(true);
  });
});

describe('steps whose output goes to a file', () => {
  function plain(): { lines: string[]; steps: Steps } {
    const lines: string[] = [];
    const terminal: Terminal = { isLive: false, isQuiet: false, print: (text) => lines.push(text) };
    const never = (): never => {
      throw new Error('Lines are rewritten');
    };
    return { lines, steps: new Steps(terminal, { write: never }) };
  }

  it('leave one plain line each', async () => {
    const { lines, steps } = plain();
    await steps.together(round());
    expect(lines.sort()).toEqual(names.map((name) => `✔ ${name}: 4 records`));
  });

  it('run as many at a time as requested', async () => {
    let [now, most] = [0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, (now += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      now -= 1;
    };
    const outcomes = await plain().steps.settle(
      names.map((title) => ({ title, work })),
      3,
    );
    expect(most).toBe(3);
    expect(outcomes.map(({ status }) => status)).toEqual(names.map(() => 'fulfilled'));
  });
});
