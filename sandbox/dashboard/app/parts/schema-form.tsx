import Form, { Templates } from '@rjsf/mantine';
import type { BaseInputTemplateProps, RJSFSchema, UiSchema } from '@rjsf/utils';
import type { ReactNode } from 'react';

import validator from './schema-validator.js';

interface SchemaFormProps {
  readonly schema: Record<string, unknown>;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** Called only with what the schema accepts. */
  readonly onSubmit: (value: Record<string, unknown>) => void;
  /** The buttons. */
  readonly children: ReactNode;
}

/** A form made from a JSON schema, as the CLI writes it for every input and for the settings. */
export function SchemaForm({ schema, value, onChange, onSubmit, children }: SchemaFormProps) {
  return (
    <Form
      schema={titled(schema)}
      uiSchema={uiSchema}
      validator={validator}
      templates={templates}
      formData={value}
      showErrorList={false}
      noHtml5Validate
      focusOnFirstError
      // Optional lists and objects that nobody filled in are not sent.
      experimental_defaultFormStateBehavior={{ emptyObjectFields: 'skipDefaults' }}
      omitExtraData={false}
      onChange={({ formData }) => {
        onChange(formData);
      }}
      onSubmit={({ formData }) => {
        const value: unknown = formData;
        onSubmit(isObject(value) ? value : {});
      }}
    >
      {children}
    </Form>
  );
}

const { BaseInputTemplate: Input } = Templates;

/** React wants a value from the beginning in an input whose value it is to follow, and the library gives none to an empty one. */
function ControlledInput(props: BaseInputTemplateProps) {
  const value: unknown = props.value;
  return Input === undefined ? null : <Input {...props} value={value ?? ''} />;
}

const templates = { BaseInputTemplate: ControlledInput };

const uiSchema: UiSchema = { 'ui:title': '', 'ui:options': { label: false } };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Names such as `ticket_types` as titles: "Ticket types". What the schema says otherwise stays. */
function titled(schema: Record<string, unknown>): RJSFSchema {
  return walk(schema);
}

function walk(schema: Record<string, unknown>): RJSFSchema {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const named: NonNullable<RJSFSchema['properties']> = {};
  for (const [name, property] of Object.entries(properties)) {
    named[name] = isObject(property) ? { title: titleOf(name), ...walk(asText(property)) } : property === true;
  }
  return { ...schema, properties: named };
}

/** What may be given as a text or as a number, such as an id, is entered as text; otherwise the form would ask which. */
function asText({ anyOf, ...schema }: Record<string, unknown>): Record<string, unknown> {
  const forms: unknown[] = Array.isArray(anyOf) ? anyOf : [];
  const text = forms.find((form) => isObject(form) && form['type'] === 'string');
  const isPlain = forms.every((form) => isObject(form) && plainTypes.has(form['type']));
  if (isObject(text) && isPlain) return { ...text, ...schema };
  return anyOf === undefined ? schema : { anyOf, ...schema };
}

const plainTypes = new Set<unknown>(['string', 'integer', 'number']);

const titleOf = (name: string): string => name.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
