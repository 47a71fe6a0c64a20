import type { Generator } from '../../generated/generator.js';
import { formatted } from '../format.js';
import { modelsOf, readFunctions, type Functions } from '../functions.js';
import { actionPage, eventPage, syncPage } from './functions.js';
import { indexPage } from './index-page.js';
import { modelPage, settingsPage } from './models.js';
import { FOLDER, SETTINGS } from './page.js';

/** A page for every function and every model, and an index of them. */
export const catalogue: Generator = {
  name: 'catalogue',
  folder: FOLDER,
  files: async (root) => {
    const pages = [...cataloguePages(await readFunctions(root))];
    const texts = pages.map(
      async ([name, text]) => [`${FOLDER}/${name}`, await formatted(root, `${FOLDER}/${name}`, text)] as const,
    );
    return new Map(await Promise.all(texts));
  },
};

/** The pages' texts by their paths in the folder, before they are laid out. */
export function cataloguePages(functions: Functions): Map<string, string> {
  const { syncs, actions, events } = functions;
  const settings = settingsPage(syncs);
  return new Map([
    ['README.md', indexPage(functions)],
    ...syncs.map((sync) => [`syncs/${sync.name}.md`, syncPage(sync)] as const),
    ...actions.map((action) => [`actions/${action.name}.md`, actionPage(action)] as const),
    ...events.map((event) => [`events/${event.name}.md`, eventPage(event)] as const),
    ...[...modelsOf(syncs)].map(([name, schema]) => [`models/${name}.md`, modelPage(name, schema, syncs)] as const),
    ...(settings === undefined ? [] : [[`${SETTINGS}.md`, settings] as const]),
  ]);
}
