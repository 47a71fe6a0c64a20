import { Listr } from 'listr2';

/** Where a run shows what it does. */
export interface Terminal {
  /** One or more lines. */
  print(text: string): void;
  /** A person is watching: lines may be rewritten in place. Otherwise everything is plain lines. */
  readonly isLive: boolean;
  /** Show no progress at all. */
  readonly isQuiet: boolean;
}

/** Replaces what is said of a step that is under way. */
export type Update = (title: string) => void;

export interface Step<T> {
  readonly title: string;
  readonly work: (update: Update) => Promise<T>;
}

/** Milliseconds between two lines about one step where lines cannot be rewritten. */
const linePause = 5_000;

/** Shows the steps of a run while they are under way. */
export class Steps {
  constructor(private readonly terminal: Terminal) {}

  /** One step. What it throws passes through. */
  async one<T>(title: string, work: Step<T>['work']): Promise<T> {
    const results = await this.together([{ title, work }]);
    for (const result of results) return result;
    throw new Error(`The step "${title}" ended without a result`);
  }

  /** Steps that are under way at the same time. Throws what the first failed one threw. */
  async together<T>(steps: readonly Step<T>[]): Promise<T[]> {
    const { isLive, isQuiet } = this.terminal;
    const results: T[] = [];
    const failures: unknown[] = [];
    const tasks = new Listr<object, 'default', 'simple'>(
      steps.map((step, index) => ({
        title: step.title,
        task: async (_, task) => {
          let last = Date.now();
          const update: Update = (title) => {
            task.title = title;
            if (isLive || Date.now() - last < linePause) return;
            last = Date.now();
            task.output = title;
          };
          try {
            results[index] = await step.work(update);
          } catch (error) {
            failures.push(error);
            // What is to be done about it is printed once, last, and not beside the step.
            throw new Error('see below', { cause: error });
          }
        },
      })),
      {
        concurrent: true,
        renderer: 'default',
        fallbackRenderer: 'simple',
        fallbackRendererCondition: !isLive,
        silentRendererCondition: isQuiet,
        rendererOptions: { showErrorMessage: false },
        registerSignalListeners: false,
        exitOnError: false,
      },
    );
    await tasks.run();
    if (failures.length > 0) throw failures[0];
    return results;
  }
}
