import { Code, Group, Stack, Table, Text } from '@mantine/core';

import type { LogMessage } from '../api/logs.js';
import { StateBadge } from './state-badge.js';
import { clockTime, duration } from './time.js';
import { WideTable } from './wide-table.js';

/** Lines of a log, each with what it carries. */
export function LogLines({ messages }: { readonly messages: readonly LogMessage[] }) {
  return (
    <WideTable label="Log lines" head={['Time', 'Level', 'Message']} minWidth={560}>
      {messages.map((message) => (
        <Table.Tr key={message.id}>
          <Table.Td style={{ whiteSpace: 'nowrap' }} valign="top">
            <Text size="xs" ff="monospace">
              {clockTime(message.createdAt)}
            </Text>
          </Table.Td>
          <Table.Td valign="top">
            <StateBadge state={message.level} />
          </Table.Td>
          <Table.Td w="100%">
            <Line message={message} />
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}

function Line({ message }: { readonly message: LogMessage }) {
  const { message: text, request, response, error, meta, durationMs: ms } = message;
  return (
    <Stack gap={2}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {text}
      </Text>
      {request && (
        <Group gap="xs">
          {!text.includes(request.url) && (
            <Code style={{ overflowWrap: 'anywhere' }}>
              {request.method} {request.url}
            </Code>
          )}
          <Text size="xs" c="dimmed">
            {response?.code ?? 'no answer'}
            {ms !== undefined && `, ${duration(ms)}`}
          </Text>
        </Group>
      )}
      {error && error.message !== text && (
        <Text size="sm" c="var(--mantine-color-error)">
          {error.message}
        </Text>
      )}
      {hasContent(meta) && <Code style={{ overflowWrap: 'anywhere' }}>{JSON.stringify(meta)}</Code>}
    </Stack>
  );
}

const hasContent = (meta: unknown): boolean =>
  typeof meta === 'object' && meta !== null && Object.keys(meta).length > 0;
