import { showProgress, type Output, type Progress } from './progress.js';
import type { Terminal } from './terminal.js';

/** Replaces the description of a step in progress. */
export type Update = (title: string) => void;

export interface Step<T> {
  readonly title: string;
  readonly work: (update: Update) => Promise<T>;
}

/** Shows the steps of a run while they are in progress. */
export class Steps {
  /** @param output where lines are rewritten if the terminal is live */
  constructor(
    private readonly terminal: Terminal,
    private readonly output: Output = process.stdout,
  ) {}

  /** One step. What it throws passes through. */
  async one<T>(title: string, work: Step<T>['work']): Promise<T> {
    const results = await this.together([{ title, work }]);
    for (const result of results) return result;
    throw new Error(`The step "${title}" ended without a result`);
  }

  /** Runs steps at the same time. Throws what a failed one threw, after all have ended. */
  async together<T>(steps: readonly Step<T>[]): Promise<T[]> {
    const outcomes = await this.settle(steps);
    return outcomes.map((outcome) => {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    });
  }

  /**
   * Runs all of these steps even if some of them throw. The caller reports the errors once, at the end.
   * @param atOnce how many may be in progress at the same time
   */
  async settle<T>(steps: readonly Step<T>[], atOnce = steps.length): Promise<PromiseSettledResult<T>[]> {
    const progress = showProgress(this.terminal, steps.length, this.output);
    const outcomes: PromiseSettledResult<T>[] = [];
    // Each worker takes the next step from the same list when it is free.
    const queue = steps.entries();
    const work = async (): Promise<void> => {
      for (const [index, step] of queue) {
        const [outcome] = await Promise.allSettled([play(step, index, progress)]);
        outcomes[index] = outcome;
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return outcomes;
  }
}

async function play<T>(step: Step<T>, index: number, progress: Progress): Promise<T> {
  let { title } = step;
  let isEnded = false;
  const update: Update = (changed) => {
    // A sync may still report a request when its run is over and its line is printed.
    if (isEnded) return;
    title = changed;
    progress.update(index, title);
  };
  const end = (isGood: boolean): void => {
    isEnded = true;
    progress.end(index, title, isGood);
  };
  update(title);
  try {
    const result = await step.work(update);
    end(true);
    return result;
  } catch (error) {
    end(false);
    throw error;
  }
}
