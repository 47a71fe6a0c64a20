import { SurveyProblem } from './problem.js';
import type { Finding } from './question.js';
import { questions } from './questions.js';
import { Samples, classOf, surveyed, type ListName } from './samples.js';
import type { SurveyedHalo } from './halo.js';

/** What was found out about one assumption. */
export interface Answered extends Finding {
  readonly name: string;
}

/** What a list is like, without anything of what it holds. */
export interface ListShape {
  /** How many records, as a class of numbers. */
  readonly records: string;
  readonly container: string;
  /** The least and the most fields of a row of its first page. */
  readonly fields: readonly [least: number, most: number];
}

export interface Survey {
  readonly requests: number;
  readonly assumptions: readonly Answered[];
  readonly lists: Readonly<Partial<Record<ListName, ListShape>>>;
}

/**
 * Asks a tenant about every assumption of docs/assumptions.md.
 * @param told is called with the name of each assumption before it is checked
 * @throws {SurveyProblem} when the tenant gives out no token, or refuses more requests
 */
export async function survey(halo: SurveyedHalo, told: (name: string) => void = () => undefined): Promise<Survey> {
  await halo.token();
  const samples = new Samples(halo);
  const assumptions: Answered[] = [];
  for (const question of questions) {
    const { name } = question;
    told(name);
    assumptions.push({ name, ...(await answered(() => question.ask(samples))) });
  }
  const lists: Partial<Record<ListName, ListShape>> = {};
  for (const name of Object.keys(surveyed).filter(isListName)) {
    const shape = await shapeOf(samples, name);
    if (shape !== undefined) lists[name] = shape;
  }
  return { requests: halo.requests, assumptions, lists };
}

const isListName = (name: string): name is ListName => name in surveyed;

async function answered(ask: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof SurveyProblem) throw error;
    // The message may hold an address; its kind does not.
    const kind = error instanceof Error ? error.name : typeof error;
    return { result: 'unknown', detail: `A request failed (${kind}).` };
  }
}

async function shapeOf(samples: Samples, name: ListName): Promise<ListShape | undefined> {
  // Actions are listed for one ticket at a time.
  if (name === 'Actions') return undefined;
  const answer = name === 'Asset' ? await samples.page(name, 1, 50) : await samples.page(name);
  if (answer === undefined) return undefined;
  const { rows, recordCount, container } = answer;
  const widths = rows.map((row) => Object.keys(row).length);
  const fields = widths.length === 0 ? ([0, 0] as const) : ([Math.min(...widths), Math.max(...widths)] as const);
  return { records: classOf(recordCount ?? rows.length), container, fields };
}
