import type { JsonSchema } from '../../contract/declarations.js';
import { schemaOf, type DescribedSync } from '../functions.js';
import { changesRead } from './examples.js';
import { fieldList } from './fields.js';
import { link, page, section, sentence } from './page.js';

/** @param syncs those that may save the model */
export function modelPage(name: string, schema: JsonSchema, syncs: readonly DescribedSync[]): string {
  const saving = syncs.filter(({ output }) => output.includes(name));
  const links = saving.map((sync) => `[${sync.name}](../syncs/${sync.name}.md)`).join(', ');
  return page(name, [
    schema.description === undefined ? undefined : sentence(schema.description),
    `Saved by ${links}. The same as [JSON Schema](../../schemas/${name}.json).`,
    ...saving.slice(0, 1).map((sync) => section('Read what changed', changesRead(sync, name))),
    section('Fields', `${detailFields(schema)}${fieldList(schema)}`),
  ]);
}

/** What to expect of fields that no list carries; nothing where there are none. */
function detailFields({ properties = {} }: JsonSchema): string {
  const isInDetail = ({ description = '' }: JsonSchema): boolean => description.endsWith(', in the detail only.');
  if (!Object.values(properties).some(isInDetail)) return '';
  const guide = link('Read the records', 'docs/records.md#fields-that-come-later', 'models');
  const when = Object.hasOwn(properties, 'is_complete')
    ? `cost 1 request for each record and are read after the list, if the setting \`details\` says so; \`is_complete\` says whether they have been read. ${guide} explains it.`
    : 'stay empty: the sync reads the list, and Halo gives these fields only when one record is read by its id.';
  return `Fields that Halo gives "in the detail only" ${when}\n\n`;
}

/** The settings that connections may have, which are the same for all syncs; undefined when no sync has any. */
export function settingsPage(syncs: readonly DescribedSync[]): string | undefined {
  for (const sync of syncs) {
    if (sync.input === null) continue;
    const guide = link('Read the records', 'docs/records.md#part-of-the-records');
    return page('Settings', [
      `What the metadata of a connection may say about its syncs. ${guide} shows how an application sets it.`,
      fieldList(schemaOf(sync, sync.input)),
    ]);
  }
  return undefined;
}
