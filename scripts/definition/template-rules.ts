import type { FieldDefinition, ProviderDefinition } from './definition.js';
import type { Finding, Rule } from './rule.js';
import { fieldOf, templatesOf, withoutVariables, type PlacedTemplate } from './template.js';

/** Every `${…}` names something that exists, and every brace belongs to one. */
export const variablesExist: Rule = ({ provider }) =>
  templatesOf(provider).flatMap((template) => [
    ...strayBrace(template),
    ...template.sides.flatMap((side) => side.variables).flatMap((variable) => unknown(provider, template, variable)),
  ]);

function strayBrace({ path, text }: PlacedTemplate): Finding[] {
  if (!/[{}]/.test(withoutVariables(text))) return [];
  return [{ path, message: 'a brace without its `$`', write: 'a variable as `${connectionConfig.<field>}`' }];
}

function unknown(provider: ProviderDefinition, { path, target }: PlacedTemplate, variable: string): Finding[] {
  // In a header the platform knows the token too, for client credentials and nothing else (docs/decisions.md).
  if (target === 'header' && variable === 'accessToken') return [];
  const field = fieldOf(variable);
  if (field === undefined) {
    const write = `\`\${connectionConfig.${variable.split('.').pop() ?? variable}}\` and declare that field`;
    return [{ path, message: `\`\${${variable}}\` is no variable that the platform fills here`, write }];
  }
  if (field in provider.connection_config || provider.token_response_metadata?.includes(field)) return [];
  const declared = Object.keys(provider.connection_config).join(', ');
  return [
    {
      path,
      message: `\`\${connectionConfig.${field}}\` is not declared in connection_config`,
      write: `a declared field (${declared}) or declare \`${field}\``,
    },
  ];
}

/**
 * A template resolves wholly or not at all. The platform takes the side before `||` as soon as any of its variables is
 * set, reads only two sides, and sends an unset variable of the token request's body literally (docs/decisions.md).
 */
export const neverHalfResolved: Rule = ({ provider }) =>
  templatesOf(provider).flatMap((template) => {
    const [first, second, third] = template.sides;
    if (!first) return [];
    if (!second) return firstOptional(provider, first.variables).flatMap((field) => withoutFallback(template, field));
    const { path } = template;
    if (third) {
      return [
        { path, message: 'more than one `||`: the platform reads only two sides', write: 'at most one fallback' },
      ];
    }
    return [...leftSide(provider, template), ...rightSide(provider, template)];
  });

function leftSide(provider: ProviderDefinition, { path, sides }: PlacedTemplate): Finding[] {
  const [left, right] = sides;
  const [variable, other] = new Set(left?.variables);
  if (variable === undefined) {
    const message = 'the side before `||` has no variable, so it is never used';
    return [{ path, message, write: `\`${right?.text ?? ''}\` alone` }];
  }
  if (other !== undefined) {
    const message =
      'the side before `||` has several variables and is used as soon as one of them is set, even if the others are not';
    const write = 'one optional field with the whole value as the only variable of that side';
    return [{ path, message, write }];
  }
  const name = fieldOf(variable);
  if (name === undefined || isOptional(provider.connection_config[name])) return [];
  const message = `\`${name}\` is mandatory, so the side after \`||\` is never used`;
  return [{ path, message, write: `\`${left?.text ?? ''}\` alone, or give \`${name}\` \`optional: true\`` }];
}

function rightSide(provider: ProviderDefinition, { path, sides, target }: PlacedTemplate): Finding[] {
  const right = sides[1];
  if (!right) return [];
  if (right.text === '' && target === 'body') {
    const message = 'an empty side after `||` sends an empty value';
    return [{ path, message, write: 'a value that Halo accepts after `||`, or leave the parameter out' }];
  }
  return firstOptional(provider, right.variables).map((name) => ({
    path,
    message: `the side after \`||\` needs \`${name}\`, which is optional`,
    write: 'mandatory fields only on the last side',
  }));
}

function withoutFallback({ path, target }: PlacedTemplate, name: string): Finding[] {
  // A header with an unset variable is left out by the platform, which is what an optional header wants.
  if (target === 'header') return [];
  const message =
    target === 'body'
      ? `\`${name}\` is optional, and unset it is sent as the text \`\${connectionConfig.${name}}\``
      : `\`${name}\` is optional, and without it there is no address`;
  return [{ path, message, write: 'a fallback after ` || `, or make the field mandatory' }];
}

function firstOptional(provider: ProviderDefinition, variables: readonly string[]): string[] {
  return variables
    .flatMap((variable) => fieldOf(variable) ?? [])
    .filter((name) => isOptional(provider.connection_config[name]))
    .slice(0, 1);
}

// A default is filled in by the Connect form only; a connection made through the API may still lack the field.
function isOptional(field: FieldDefinition | undefined): boolean {
  return field?.optional === true;
}
