import { InvalidArgumentError } from 'commander';

/** Reads an option that takes some of these names, separated by commas, to be given to commander. */
export function namesFrom<Name extends string>(known: readonly Name[]): (text: string) => Name[] {
  const isKnown = (name: string): name is Name => known.some((one) => one === name);
  return (text) => {
    const names = text.split(',').map((name) => name.trim());
    const chosen = names.filter(isKnown);
    if (chosen.length < names.length) throw new InvalidArgumentError(`Name some of: ${known.join(', ')}.`);
    return chosen;
  };
}
