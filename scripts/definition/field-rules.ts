import type { FieldDefinition, ProviderDefinition } from './definition.js';
import { fieldsOf, type Finding, type PlacedField, type Rule } from './rule.js';
import { fieldOf, templatesOf } from './template.js';

/** Read by the platform itself when it asks for a token (nango-platform.md §10.1), so no template names it. */
const PLATFORM_FIELDS = new Set(['oauth_scopes']);

/**
 * The platform's own test of `format: hostname` in the Connect form (its `packages/connect-ui`): no scheme, port or
 * slash.
 */
const FORMATS = {
  hostname: (value: string) => /^[a-zA-Z0-9.-]+$/.test(value),
  uri: (value: string) => URL.canParse(value),
  uuid: (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
  email: (value: string) => /^[^@\s]+@[^@\s]+$/.test(value),
} as const;

/** A field that nothing reads only annoys the person who has to fill it in. */
export const fieldsAreUsed: Rule = ({ provider }) => {
  const used = new Set(
    templatesOf(provider).flatMap(({ sides }) => sides.flatMap(({ variables }) => variables.map(fieldOf))),
  );
  return Object.keys(provider.connection_config)
    .filter((name) => !used.has(name) && !PLATFORM_FIELDS.has(name))
    .map((name) => ({
      path: ['connection_config', name],
      message: `\`${name}\` is declared but no template uses it`,
      write: `\`\${connectionConfig.${name}}\` where it belongs, or remove the field`,
    }));
};

/** The form links each field to a step of the guide; a wrong anchor opens the guide at its top. */
export const sectionsExist: Rule = ({ provider, steps }) =>
  fieldsOf(provider)
    .filter(({ field }) => !steps.includes(field.doc_section.slice(1)))
    .map(({ field, path }) => ({
      path: [...path, 'doc_section'],
      message: `\`${field.doc_section}\` is not a step of docs/connect.md`,
      write: `one of ${steps.map((step) => `\`'#${step}'\``).join(', ')}`,
    }));

/** The order of two fields with the same number would be arbitrary. */
export const ordersAreUnique: Rule = ({ provider }) => {
  const seen = new Map<number, string>();
  return fieldsOf(provider).flatMap(({ name, field, path }) => {
    if (field.order === undefined) return [];
    const other = seen.get(field.order);
    if (other === undefined) {
      seen.set(field.order, name);
      return [];
    }
    return [{ path: [...path, 'order'], message: `\`${other}\` has the same order`, write: 'a number of its own' }];
  });
};

/** Examples and defaults that the form itself would refuse mislead; a broken pattern refuses everything. */
export const valuesFit: Rule = ({ provider }) =>
  fieldsOf(provider).flatMap(({ field, path }) => {
    const pattern = compile(field.pattern);
    if (pattern === null) {
      const message = 'the pattern is not a regular expression';
      return [{ path: [...path, 'pattern'], message, write: 'a JavaScript regular expression without slashes' }];
    }
    const fits = (value: string): boolean =>
      (field.format === undefined || FORMATS[field.format](value)) &&
      (field.enum === undefined || field.enum.includes(value)) &&
      (pattern === undefined || pattern.test(value));
    return (['example', 'default_value'] as const).flatMap((key): Finding[] => {
      const value = field[key];
      if (value === undefined || fits(value)) return [];
      const message = `\`${value}\` does not pass the field's own format, enum and pattern`;
      return [{ path: [...path, key], message, write: 'a value that passes, or correct the format or the pattern' }];
    });
  });

function compile(pattern: string | undefined): RegExp | null | undefined {
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What is shown around an input is not added to its value: the templates have to say the same. */
export const affixesMatch: Rule = ({ provider }) =>
  fieldsOf(provider).flatMap(({ name, field, path }) =>
    templatesOf(provider)
      .flatMap(({ sides }) => sides)
      .flatMap(({ text }): Finding[] => {
        const [before, after] = text.split(`\${connectionConfig.${name}}`);
        if (before === undefined || after === undefined) return [];
        if (field.prefix !== undefined && !before.endsWith(field.prefix)) {
          const message = `the form shows \`${field.prefix}\` before the input, but \`${text}\` does not`;
          return [{ path: [...path, 'prefix'], message, write: 'the same text in both, or no prefix' }];
        }
        if (field.suffix !== undefined && !after.startsWith(field.suffix)) {
          const message = `the form shows \`${field.suffix}\` after the input, but \`${text}\` does not`;
          return [{ path: [...path, 'suffix'], message, write: 'the same text in both, or no suffix' }];
        }
        return [];
      }),
  );

/** Hosts and addresses are checked by the form alone (nango-platform.md §11), so their fields have to ask for it. */
export const addressesAreGuarded: Rule = ({ provider }) =>
  templatesOf(provider)
    .filter(({ target }) => target === 'url')
    .flatMap(({ sides }) => sides.map(({ text }) => text))
    .flatMap((text) => [...guard(provider, text)]);

function* guard(provider: ProviderDefinition, text: string): Generator<Finding> {
  const whole = /^\$\{connectionConfig\.([^{}]+)\}/.exec(text)?.[1];
  const host = /^https:\/\/\$\{connectionConfig\.([^{}]+)\}/.exec(text)?.[1];
  const field = (name: string | undefined): FieldDefinition | undefined =>
    name === undefined ? undefined : provider.connection_config[name];
  const holder = field(whole);
  if (holder && !(holder.format === 'uri' && holder.pattern?.startsWith('^https://'))) {
    const message = `\`${whole ?? ''}\` holds a whole address, and the form would accept any text`;
    yield {
      path: ['connection_config', whole ?? ''],
      message,
      write: '`format: uri` and a pattern that begins with `^https://`',
    };
  }
  const named = field(host);
  if (named && named.format !== 'hostname') {
    const message = `\`${host ?? ''}\` is used as a host, and the form would accept a scheme, a port or a path in it`;
    yield { path: ['connection_config', host ?? ''], message, write: '`format: hostname`' };
  }
}

/** What the customer cannot see cannot be asked of him, and what is published is no secret. */
export const fieldsMakeSense: Rule = ({ provider }) => [
  ...fieldsOf(provider).flatMap(visibility),
  ...scopesAgree(provider),
];

function visibility({ name, field, path }: PlacedField): Finding[] {
  if (field.hidden && !field.optional && field.default_value === undefined) {
    const message = `\`${name}\` is hidden, mandatory and has no default, so nobody can fill it in`;
    return [{ path: [...path, 'hidden'], message, write: 'a `default_value`, `optional: true`, or show the field' }];
  }
  if (field.secret && field.default_value !== undefined) {
    const message = `\`${name}\` is secret, yet its default is published here`;
    return [{ path: [...path, 'default_value'], message, write: 'no default for a secret' }];
  }
  return [];
}

// The form's value beats the integration's (nango-platform.md §10.1): two defaults would mean that neither holds.
function scopesAgree(provider: ProviderDefinition): Finding[] {
  const scopes = provider.default_scopes.join(provider.scope_separator);
  if (provider.connection_config['oauth_scopes']?.default_value === scopes) return [];
  return [
    {
      path: ['connection_config', 'oauth_scopes', 'default_value'],
      message: 'the form would ask for other scopes than default_scopes, and the form takes precedence',
      write: `\`default_value: ${scopes}\``,
    },
  ];
}
