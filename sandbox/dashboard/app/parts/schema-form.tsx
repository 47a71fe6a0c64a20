import Form from '@rjsf/mantine';
import type { RJSFSchema, UiSchema } from '@rjsf/utils';
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
    named[name] = isObject(property) ? { title: titleOf(name), ...walk(property) } : property === true;
  }
  return { ...schema, properties: named };
}

const titleOf = (name: string): string => name.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase());
