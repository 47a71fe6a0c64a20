import type { FormField, Provider } from '../../api/integrations.js';

/** A field of the Connect form, and where its value goes. */
export interface ConnectField extends FormField {
  readonly name: string;
  readonly goesTo: 'params' | 'credentials';
}

/**
 * The fields of a provider's Connect form in the order in which Nango shows them: those with an `order`, then the
 * credentials, then the rest.
 */
export function fieldsOf({ connection_config: config = {}, credentials = {} }: Provider): ConnectField[] {
  const params = namedFields(config, 'params').filter(({ automated, hidden }) => automated !== true && hidden !== true);
  const ordered = params
    .filter(({ order }) => order !== undefined)
    .sort((one, other) => (one.order ?? 0) - (other.order ?? 0));
  return [...ordered, ...namedFields(credentials, 'credentials'), ...params.filter(({ order }) => order === undefined)];
}

function namedFields(fields: Readonly<Record<string, FormField>>, goesTo: ConnectField['goesTo']): ConnectField[] {
  return Object.entries(fields).map(([name, field]) => ({ ...field, name, goesTo }));
}

export type Values = Record<string, string>;

/** What the form begins with. */
export function initialValues(fields: readonly ConnectField[]): Values {
  return Object.fromEntries(fields.map(({ name, default_value: value }) => [name, value ?? '']));
}

/** What is wrong with a value, or null. Nothing but the definition is asked. */
export function problemOf({ title, optional, pattern, example }: ConnectField, value: string): string | null {
  if (value === '') return optional === true ? null : `${title ?? 'This'} is needed.`;
  if (pattern === undefined || new RegExp(pattern).test(value)) return null;
  return `This does not look right${example === undefined ? '' : `. An example: ${example}`}`;
}

/** The values of one kind, without those that were left empty. */
export function valuesFor(fields: readonly ConnectField[], values: Values, goesTo: ConnectField['goesTo']): Values {
  const given = fields.filter((field) => field.goesTo === goesTo && values[field.name] !== '');
  return Object.fromEntries(given.map(({ name }) => [name, values[name] ?? '']));
}
