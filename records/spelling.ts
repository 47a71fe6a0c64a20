import { idOf } from '../halo/lists/description.js';
import { isRow } from '../halo/values/rows.js';
import { detailedModels } from './detailed-models.js';
import { followedLists } from './registry.js';
import { ConnectionMetadata } from './settings.js';

/** From so many letters on, two mistakes in a key are still taken for a misspelling; in shorter ones it is one. */
const longKey = 12;

/**
 * Finds what looks misspelt in a connection's metadata, and would be ignored without notice: keys that are similar to one of
 * ours (other keys belong to the application), names in `accept_shrinkage` that are not lists, and names in `details` that
 * are not models with details.
 *
 * @returns a sentence for each
 */
export function findMistakes(metadata: unknown): string[] {
  if (!isRow(metadata)) return [];
  const known = Object.keys(ConnectionMetadata.shape);
  const keys = Object.keys(metadata).flatMap((key) => {
    const meant = known.includes(key) ? undefined : nearest(key, known);
    if (meant === undefined) return [];
    return [
      `The setting "${key}" in the metadata of this connection is unknown and has no effect. Is "${meant}" meant?`,
    ];
  });
  const lists = textsOf(metadata['accept_shrinkage']).filter((name) => !followedNames().includes(name));
  const models = textsOf(metadata['details']).filter((name) => !Object.hasOwn(detailedModels, name));
  return [...keys, ...lists.map(describeList), ...models.map(describeModel)];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function describeModel(name: string): string {
  const known = Object.keys(detailedModels);
  const meant = nearest(name, known) ?? nearest(name.replace(/s$/, ''), known);
  const question = meant === undefined ? '' : ` Is "${meant}" meant?`;
  return `"details" in the metadata of this connection names "${name}", which is no model whose details are read, and has no effect.${question} The models are ${known.join(', ')}.`;
}

function describeList(name: string): string {
  const known = followedNames();
  const byHalosWord = followedLists().find(({ key }) => key === name.toLowerCase());
  const meant = byHalosWord === undefined ? nearest(name, known) : idOf(byHalosWord);
  const question = meant === undefined ? '' : ` Is "${meant}" meant?`;
  return `"accept_shrinkage" in the metadata of this connection names "${name}", which is no list and has no effect.${question} The lists are ${known.join(', ')}.`;
}

function followedNames(): readonly string[] {
  return followedLists().map(idOf);
}

/** The one of the words that a word is near to, whatever its case and its separators. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const letters = lettersOf(word);
  const near = words
    .map((other) => ({ other, distance: distanceOf(letters, lettersOf(other)) }))
    .filter(({ other, distance }) => distance <= (lettersOf(other).length < longKey ? 1 : 2));
  return near.sort((a, b) => a.distance - b.distance)[0]?.other;
}

function lettersOf(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How many letters are to be added, dropped, changed or swapped (the "optimal string alignment" distance). */
function distanceOf(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwap ? (beforeLast[column - 2] ?? Infinity) + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[to.length] ?? 0;
}
