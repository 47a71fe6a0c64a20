import { Accordion, Button, Checkbox, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import { Failed } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { useFocusBack } from '../../parts/use-focus-back.js';
import {
  createTenantRecord,
  editTenantRecord,
  type TenantField,
  type TenantKind,
  type TenantRecord,
} from '../../api/tenant.js';

/** What people change most; the rest stands behind it. */
const usual = /^(summary|details|name|firstname|surname|email|inventory_number|status_id|priority_id|agent_id)$/;

interface RecordFormProps {
  readonly kind: TenantKind;
  /** The record to edit; a new one is made without it. */
  readonly record: TenantRecord | undefined;
  readonly onClose: () => void;
}

/** A record of the tenant as a form. Only what was touched is sent. */
export function RecordForm({ kind, record, onClose }: RecordFormProps) {
  useFocusBack();
  const [values, setValues] = useState<Record<string, unknown>>({});
  const save = useChange({
    change: () => (record ? editTenantRecord(kind.kind, record.id, values) : createTenantRecord(kind.kind, values)),
    stale: ['tenant'],
    said: () =>
      record ? `${kind.kind} ${record.id} is changed in Halo.` : `A record of ${kind.kind} is created in Halo.`,
    onDone: onClose,
    isShown: true,
  });
  const first = kind.fields.filter(({ name }) => usual.test(name));
  const others = kind.fields.filter(({ name }) => !usual.test(name));
  const input = (field: TenantField, index: number) => (
    <FieldInput
      key={field.name}
      field={field}
      isFirst={index === 0}
      value={values[field.name] ?? record?.values[field.name]}
      onChange={(value) => {
        setValues({ ...values, [field.name]: value });
      }}
    />
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={record ? `Edit ${kind.kind} ${record.id}` : `Create one of the ${kind.kind}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          {first.map(input)}
          {others.length > 0 && (
            <Accordion variant="contained">
              <Accordion.Item value="others">
                <Accordion.Control>All other fields ({others.length})</Accordion.Control>
                <Accordion.Panel>
                  <Stack>{others.map((field) => input(field, others.length))}</Stack>
                </Accordion.Panel>
              </Accordion.Item>
            </Accordion>
          )}
          {save.isError && <Failed error={save.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {record ? 'Save in Halo' : 'Create in Halo'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldInputProps {
  readonly field: TenantField;
  /** It has the focus when the form opens. */
  readonly isFirst: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

function FieldInput({ field: { name, type, example }, isFirst, value, onChange }: FieldInputProps) {
  const label = name.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase());
  const placeholder = typeof example === 'string' || typeof example === 'number' ? String(example) : undefined;
  if (type === 'boolean') {
    return (
      <Checkbox
        label={label}
        checked={value === true}
        onChange={(event) => {
          onChange(event.currentTarget.checked);
        }}
      />
    );
  }
  if (type === 'number') {
    return (
      <NumberInput
        label={label}
        placeholder={placeholder}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => {
          onChange(next === '' ? undefined : Number(next));
        }}
      />
    );
  }
  return (
    <TextInput
      label={label}
      data-autofocus={isFirst || undefined}
      placeholder={placeholder}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
