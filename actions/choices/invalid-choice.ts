import type { Choice } from './kinds.js';

/** How many valid values an error lists. */
const most = 60;

/**
 * A name or an id that matches nothing, or several things. It becomes a problem of the field that it was given for
 * (`actions/writing/model.ts`), so that all problems of an input are told at once.
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

/** Names, and the ids beside them where two share a name. */
function labels(choices: readonly Choice[]): string[] {
  const names = choices.map(({ name }) => name);
  const shown = choices.map(({ id, name }) =>
    names.indexOf(name) === names.lastIndexOf(name) ? name : `${id} (${name})`,
  );
  return [...new Set(shown)].slice(0, most);
}
