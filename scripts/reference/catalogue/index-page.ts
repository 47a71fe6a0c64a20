import { modelsOf, type Functions } from '../functions.js';
import { writes } from './notes.js';
import { link, page, section, SETTINGS } from './page.js';

/** The index: links only, so that it fits on a screen however many functions there are. */
export function indexPage({ syncs, actions, events }: Functions): string {
  const names = (functions: readonly { name: string }[]): string[] => functions.map(({ name }) => name);
  return page('Catalogue', [
    'Every function of this package and every model that its syncs save, one page each. ' +
      `${link('Read the records', 'docs/records.md')} explains how records are read, and ` +
      `${link('Connect Halo', 'docs/connect.md#step-4-set-application-permissions')} which permissions the functions need.`,
    section('Syncs', links('syncs', names(syncs))),
    section('Models', links('models', [...modelsOf(syncs).keys()])),
    section('Actions that read', links('actions', names(actions.filter((action) => !writes(action))))),
    section('Actions that write', links('actions', names(actions.filter(writes)))),
    section('Event functions', links('events', names(events))),
    syncs.some(({ input }) => input !== null)
      ? `[Settings](${SETTINGS}.md) of a connection select and tune what its syncs read.`
      : undefined,
  ]);
}

function links(folder: string, names: readonly string[]): string {
  return names.map((name) => `[${name}](${folder}/${name}.md)`).join(', ');
}
