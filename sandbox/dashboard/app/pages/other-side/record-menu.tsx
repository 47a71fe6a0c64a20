import { Button, Group, Menu, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useChange } from '../../parts/use-change.js';
import { operateTenantRecord, type TenantKind, type TenantRecord } from '../../api/tenant.js';

interface RecordMenuProps {
  readonly kind: TenantKind;
  readonly record: TenantRecord;
  readonly onEdit: () => void;
}

/** What an operation needs to be told, by its name. */
const questions: Readonly<Record<string, { field: string; label: string; isNumber: boolean }>> = {
  merge: { field: 'into', label: 'Id of the ticket that takes it in', isNumber: true },
  note: { field: 'note', label: 'Text of the note', isNumber: false },
};

/** In which states of a record an operation, other than editing it, changes something. */
const states: Readonly<Record<string, readonly string[]>> = {
  note: ['open', 'closed'],
  close: ['open'],
  reopen: ['closed'],
  merge: ['open', 'closed'],
  delete: ['open', 'closed', 'active', 'archived'],
  restore: ['deleted'],
  archive: ['active'],
  unarchive: ['archived'],
};

/** The buttons of one record: edit, and the rest in a menu. */
export function RecordMenu({ kind, record, onEdit }: RecordMenuProps) {
  const [asked, setAsked] = useState<string>();
  const operate = useChange({
    change: async ({ operation, body = {} }: { operation: string; body?: object }) => {
      await operateTenantRecord(kind.kind, record.id, operation, body);
      return operation;
    },
    stale: ['tenant'],
    said: (operation) => `Done in Halo: ${operation} of ${kind.kind} ${record.id}.`,
  });
  const others = kind.operations.filter((operation) => states[operation]?.includes(record.state ?? '') === true);
  return (
    <Group gap={6} wrap="nowrap">
      {kind.operations.includes('edit') && (
        <Button size="compact-sm" variant="default" onClick={onEdit} aria-label={`Edit ${record.id}`}>
          Edit
        </Button>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="default"
              loading={operate.isPending}
              aria-label={`More for ${record.id}`}
            >
              More
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((operation) => (
              <Menu.Item
                key={operation}
                onClick={() => {
                  if (operation in questions) setAsked(operation);
                  else operate.mutate({ operation });
                }}
              >
                {operation.replace(/^./, (letter) => letter.toUpperCase())}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked !== undefined && (
        <Question
          operation={asked}
          onClose={() => {
            setAsked(undefined);
          }}
          onAnswer={(body) => {
            setAsked(undefined);
            operate.mutate({ operation: asked, body });
          }}
        />
      )}
    </Group>
  );
}

function Question({
  operation,
  onClose,
  onAnswer,
}: {
  operation: string;
  onClose: () => void;
  onAnswer: (body: object) => void;
}) {
  const [value, setValue] = useState('');
  const { field = 'value', label = operation, isNumber = false } = questions[operation] ?? {};
  return (
    <Modal
      opened
      onClose={onClose}
      title={operation.replace(/^./, (letter) => letter.toUpperCase())}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onAnswer({ [field]: isNumber ? Number(value) : value });
        }}
      >
        <Stack>
          <TextInput
            label={label}
            required
            value={value}
            inputMode={isNumber ? 'numeric' : 'text'}
            onChange={(event) => {
              setValue(event.currentTarget.value);
            }}
            data-autofocus
          />
          <Group justify="flex-end">
            <Button type="submit">Do it</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
