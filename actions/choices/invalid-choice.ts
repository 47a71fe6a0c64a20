import type { InputProblem } from '../../halo/errors.js';
import type { Choice } from './kinds.js';

/** How many valid values an error lists. */
const most = 60;

/**
 * A name or an id that matches nothing, or several things. It becomes a problem of the field that it was given for
 * (`problemsOf`), so that all problems of an input are told at once.
 */
export class InvalidChoiceError extends Error {
  private constructor(
    message: string,
    readonly validValues: readonly string[],
  ) {
    super(message);
    this.name = new.target.name;
  }

  static none(kind: string, wanted: string, choices: readonly Choice[]): InvalidChoiceError {
    const more = choices.length > most ? ` The first ${most} of ${choices.length} are listed.` : '';
    return new InvalidChoiceError(`there is no ${kind} "${wanted}".${more}`, labels(choices));
  }

  static several(kind: string, wanted: string, found: readonly Choice[]): InvalidChoiceError {
    const ids = found.map(({ id, name }) => `${id} (${name})`);
    return new InvalidChoiceError(`several are called "${wanted}": give the id of one ${kind}`, ids);
  }

  /** A value that is none of a field's options. */
  static option(message: string, options: readonly string[]): InvalidChoiceError {
    return new InvalidChoiceError(message, options.slice(0, most));
  }
}

/** Everything that is wrong with a field that holds several values, each by its name in the field. */
class InvalidChoicesError extends Error {
  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(({ field, message }) => `${field}: ${message}`).join('; '));
    this.name = new.target.name;
  }
}

/**
 * Chooses for each value of a field that holds several.
 *
 * @throws InvalidChoicesError with what is wrong with all of them
 */
export async function chooseEach<Value, Result>(
  values: Readonly<Record<string, Value>>,
  choose: (name: string, value: Value) => Result | Promise<Result>,
): Promise<Result[]> {
  const problems: InputProblem[] = [];
  const results: Result[] = [];
  for (const [name, value] of Object.entries(values)) {
    try {
      results.push(await choose(name, value));
    } catch (error) {
      problems.push(...problemsOf(name, error));
    }
  }
  if (problems.length > 0) throw new InvalidChoicesError(problems);
  return results;
}

/** What an error says of a field. @throws the error itself when it is not about what was chosen */
export function problemsOf(field: string, error: unknown): readonly InputProblem[] {
  if (error instanceof InvalidChoicesError) {
    return error.problems.map((problem) => ({ ...problem, field: `${field}.${problem.field}` }));
  }
  if (error instanceof InvalidChoiceError) {
    return [{ field, message: error.message, valid_values: error.validValues }];
  }
  throw error;
}

/** Names, and the ids beside them where two share a name. */
function labels(choices: readonly Choice[]): string[] {
  const names = choices.map(({ name }) => name);
  const shown = choices.map(({ id, name }) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${id} (${name})`,
  );
  return [...new Set(shown)].slice(0, most);
}
