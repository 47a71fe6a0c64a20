import type { FieldDefinition, ProviderDefinition } from './definition.js';
import type { Path } from './source.js';

/** What a rule is given: one provider whose shape is proved, and the anchors of the connect guide's steps. */
export interface RuleInput {
  readonly provider: ProviderDefinition;
  /** Slugs of the guide's step headings, without the hash. */
  readonly steps: readonly string[];
}

/** What a rule finds; `path` is relative to the provider. */
export interface Finding {
  readonly path: Path;
  readonly message: string;
  readonly write: string;
}

export type Rule = (input: RuleInput) => Finding[];

/** A field of the form with the place where it stands. */
export interface PlacedField {
  readonly name: string;
  readonly field: FieldDefinition;
  readonly path: Path;
}

/** All fields of the form, `connection_config` first. */
export function fieldsOf(provider: ProviderDefinition): PlacedField[] {
  return (['connection_config', 'credentials'] as const).flatMap((section) =>
    Object.entries(provider[section]).map(([name, field]) => ({ name, field, path: [section, name] })),
  );
}
