import type { JsonSchema } from '../../contract/declarations.js';
import { schemaOf, type DescribedAction, type DescribedEvent, type DescribedSync } from '../functions.js';
import { notesOf } from './notes.js';

/** Runs as it stands, on Nango Cloud and elsewhere, with the secret key and the connection in the environment. */
const client = [
  "import { Nango } from '@nangohq/node';",
  '',
  '// The connection is the Halo of one of your customers; a self-hosted or a local Nango needs its host.',
  "const { NANGO_SECRET_KEY = '', CONNECTION_ID = 'your-customer', NANGO_HOST } = process.env;",
  'const nango = new Nango({ apiKey: NANGO_SECRET_KEY, ...(NANGO_HOST && { host: NANGO_HOST }) });',
];

/** Reads the records of a sync, which an application has to start first where it does not start by itself. */
export function recordsRead({ name, providerConfigKey: key, auto_start, output }: DescribedSync): string {
  const [model = ''] = output;
  return typeScript([
    ...client,
    ...(auto_start ? [] : [`await nango.startSync('${key}', ['${name}'], CONNECTION_ID);`, '']),
    `const { records } = await nango.listRecords({`,
    `  providerConfigKey: '${key}', connectionId: CONNECTION_ID, model: '${model}',`,
    '});',
    'for (const record of records) console.log(record.id, record._nango_metadata.last_modified_at);',
  ]);
}

/** Reads what changed since a cursor, in the records of one model. */
export function changesRead({ providerConfigKey: key }: DescribedSync, model: string): string {
  return typeScript([
    ...client,
    'const cursor: string | null = null; // later the cursor of the record that was read last',
    'const { records } = await nango.listRecords({',
    `  providerConfigKey: '${key}', connectionId: CONNECTION_ID, model: '${model}', cursor,`,
    '});',
    'for (const { id, _nango_metadata } of records) console.log(id, _nango_metadata.last_action, _nango_metadata.cursor);',
  ]);
}

/** Calls an action with an input that it takes. */
export function actionCall(action: DescribedAction): string {
  const input = exampleInput(action);
  const given = input === undefined ? '' : `, ${JSON.stringify(input, undefined, 2)}`;
  const { name, providerConfigKey: key } = action;
  return typeScript([
    ...client,
    `const result = await nango.triggerAction('${key}', CONNECTION_ID, '${name}'${given});`,
    'console.log(result);',
  ]);
}

/** Reads what an event function keeps in the connection's metadata. */
export function metadataRead({ providerConfigKey: key }: DescribedEvent): string {
  return typeScript([...client, `console.log(await nango.getMetadata('${key}', CONNECTION_ID));`]);
}

/** The input that the notes of an action show, or else one with its mandatory fields; undefined when it takes none. */
export function exampleInput(action: DescribedAction): unknown {
  const { example } = notesOf(action.name);
  if (example !== undefined || action.input === null) return example;
  return exampleOf(schemaOf(action, action.input));
}

function exampleOf(schema: JsonSchema): unknown {
  const [option] = schema.anyOf ?? schema.oneOf ?? [];
  if (option) return exampleOf(option);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
  if (type === 'object') return exampleObject(schema);
  if (type === 'array') return schema.items ? [exampleOf(schema.items)] : [];
  if (type === 'string') return schema.format === 'date-time' ? '2026-01-31T12:00:00Z' : '1';
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  return type === 'boolean' ? true : null;
}

function exampleObject({ properties = {}, required = [] }: JsonSchema): unknown {
  const fields = Object.entries(properties).filter(([name]) => required.includes(name));
  return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field)]));
}

function typeScript(lines: readonly string[]): string {
  return ['```ts', ...lines, '```'].join('\n');
}
