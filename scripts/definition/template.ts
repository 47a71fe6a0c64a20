import type { ProviderDefinition } from './definition.js';
import type { Path } from './source.js';

/** One side of a template: the platform tries the first and falls back to the second. */
export interface TemplateSide {
  readonly text: string;
  /** What stands between `${` and `}`, in order. */
  readonly variables: readonly string[];
}

/** A string that the platform interpolates, and where it goes: that decides what happens to an unset variable. */
export interface PlacedTemplate {
  readonly path: Path;
  readonly text: string;
  readonly sides: readonly TemplateSide[];
  /** `url`: the request fails. `body`: the placeholder is sent as it is. `header`: the header is left out. */
  readonly target: 'url' | 'body' | 'header';
}

const VARIABLE = /\$\{([^{}]*)\}/g;
const FIELD_VARIABLE = /^connectionConfig\.(.+)$/;

/** Name of the form's field behind a variable; nothing for any other variable. */
export function fieldOf(variable: string): string | undefined {
  return FIELD_VARIABLE.exec(variable)?.[1];
}

/** The text without its variables: a brace that is left in it belongs to a mistyped one. */
export function withoutVariables(text: string): string {
  return text.replace(VARIABLE, '');
}

/** Splits as the platform does: at every `||`, blanks trimmed (docs/decisions.md). */
function sidesOf(text: string): TemplateSide[] {
  return text.split('||').map((part) => {
    const side = part.trim();
    return { text: side, variables: [...side.matchAll(VARIABLE)].map(([, variable = '']) => variable) };
  });
}

/** Every string of a definition that the platform interpolates for client credentials. */
export function templatesOf(provider: ProviderDefinition): PlacedTemplate[] {
  const place = (target: PlacedTemplate['target'], path: Path, text: string): PlacedTemplate => ({
    path,
    text,
    sides: sidesOf(text),
    target,
  });
  return [
    place('url', ['token_url'], provider.token_url),
    ...Object.entries(provider.token_params).map(([key, text]) => place('body', ['token_params', key], text)),
    place('url', ['proxy', 'base_url'], provider.proxy.base_url),
    ...Object.entries(provider.proxy.headers).map(([key, text]) => place('header', ['proxy', 'headers', key], text)),
  ];
}
