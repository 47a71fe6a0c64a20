import { Anchor, Table, Text } from '@mantine/core';

import { StateBadge } from '../../parts/state-badge.js';
import { Ago, duration } from '../../parts/time.js';
import type { Operation } from '../../api/logs.js';

/** What an operation was, in a few words: `sync run tickets`. */
export function titleOf({ operation: { type, action }, syncConfigName: name, message }: Operation): string {
  if (name === undefined) return message;
  return type === 'events' ? `event ${name}` : [type, action, name].filter(Boolean).join(' ');
}

export function OperationRow({
  operation,
  onOpen,
}: {
  readonly operation: Operation;
  readonly onOpen: (id: string) => void;
}) {
  const { id, state, connectionName, createdAt, durationMs: ms, error } = operation;
  return (
    <Table.Tr>
      <Table.Td>
        <Ago at={createdAt} />
      </Table.Td>
      <Table.Td>
        <Anchor
          component="button"
          type="button"
          ta="left"
          size="sm"
          onClick={() => {
            onOpen(id);
          }}
        >
          {titleOf(operation)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      <Table.Td>{connectionName}</Table.Td>
      <Table.Td>{ms === undefined ? '' : duration(ms)}</Table.Td>
      <Table.Td maw={360}>
        <Text size="sm" truncate="end" title={error?.message}>
          {error?.message}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
