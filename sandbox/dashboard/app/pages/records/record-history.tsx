import { Code, Group, Stack, Table, Text, Timeline } from '@mantine/core';

import { StateBadge } from '../../parts/state-badge.js';
import { Ago } from '../../parts/time.js';
import type { RecordVersion } from '../../api/records.js';

/** Every version of a record, the newest first, each with the fields that differ from the one before it. */
export function RecordHistory({ versions }: { readonly versions: readonly RecordVersion[] }) {
  return (
    <Timeline bulletSize={14} lineWidth={2} active={versions.length}>
      {versions.map((version, index) => (
        <Timeline.Item
          key={version.modified_at}
          title={
            <Group gap="xs">
              <StateBadge state={version.last_action} />
              <Text span size="sm" c="dimmed">
                <Ago at={version.modified_at} />
              </Text>
            </Group>
          }
        >
          <Difference from={versions[index + 1]?.record ?? undefined} to={version.record ?? {}} />
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

type Fields = Record<string, unknown>;

function Difference({ from, to }: { readonly from: Fields | undefined; readonly to: Fields }) {
  if (from === undefined) return <Text size="sm">The first version that was seen.</Text>;
  const changed = differences(from, to);
  if (changed.length === 0) return <Text size="sm">No field changed.</Text>;
  return (
    <Stack gap={4}>
      <Table withRowBorders={false} verticalSpacing={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Field</Table.Th>
            <Table.Th>Before</Table.Th>
            <Table.Th>After</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changed.map((name) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>
                <Code>{said(from[name])}</Code>
              </Table.Td>
              <Table.Td>
                <Code>{said(to[name])}</Code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

/** Names of the fields that are not the same, Nango's own left out. */
function differences(from: Fields, to: Fields): string[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names.filter((name) => name !== '_nango_metadata' && JSON.stringify(from[name]) !== JSON.stringify(to[name]));
}

const said = (value: unknown): string => (value === undefined ? '' : JSON.stringify(value));
