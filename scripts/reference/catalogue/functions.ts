import { schemaOf, type DescribedAction, type DescribedEvent, type DescribedSync } from '../functions.js';
import { actionCall, metadataRead, recordsRead } from './examples.js';
import { fieldList } from './fields.js';
import { costOfAction, costOfDetails, costOfEvent, costOfSync, notesOf } from './notes.js';
import { codes, page, plain, section, sentence, SETTINGS } from './page.js';

export function syncPage(sync: DescribedSync): string {
  const start = sync.auto_start ? 'from the moment a customer connects' : 'only after `startSync` was called for it';
  const settings = sync.input === null ? [] : [`- **Settings**: [those of the connection](../${SETTINGS}.md)`];
  return page(sync.name, [
    sentence(sync.description),
    [
      `- **Saves**: ${sync.output.map((model) => `[\`${model}\`](../models/${model}.md)`).join(', ')}`,
      `- **Runs**: ${sync.runs}, ${start}`,
      `- **Requests to Halo**: ${costOfSync(sync)}${costOfDetails(sync)}`,
      ...commonLines(sync),
      ...settings,
    ].join('\n'),
    section('Read its records', recordsRead(sync)),
  ]);
}

export function actionPage(action: DescribedAction): string {
  const { name, input } = action;
  const [output] = action.output ?? [];
  const { errors = [], remarks = [] } = notesOf(name);
  return page(name, [
    sentence(action.description),
    [`- **Requests to Halo**: ${costOfAction(action)}`, ...commonLines(action)].join('\n'),
    ...remarks,
    section('Call it', actionCall(action)),
    section('Input', input === null ? undefined : fieldList(schemaOf(action, input))),
    section('Output', output === undefined ? undefined : fieldList(schemaOf(action, output))),
    section('Errors', errors.map(({ code, meaning }) => `- \`${code}\`: ${plain(meaning)}`).join('\n')),
  ]);
}

export function eventPage(declared: DescribedEvent): string {
  return page(declared.name, [
    sentence(declared.description),
    [
      `- **Runs**: when Nango announces \`${declared.event}\`; an application cannot call it`,
      `- **Requests to Halo**: ${costOfEvent(declared)}`,
    ].join('\n'),
    section('Read what it writes into the metadata of the connection', metadataRead(declared)),
  ]);
}

function commonLines({ scopes, version }: { scopes: readonly string[]; version: string }): string[] {
  return [
    `- **Permissions in Halo**: ${scopes.length === 0 ? 'none of its own' : codes(scopes)}`,
    `- **Version**: ${version}`,
  ];
}
