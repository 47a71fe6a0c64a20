import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import { StateBadge } from '../../parts/state-badge.js';
import { Ago, duration } from '../../parts/time.js';
import { WideTable } from '../../parts/wide-table.js';
import type { Run } from '../../api/syncs.js';
import { Changes } from './changes.js';

/** The last runs of a sync in numbers, each with its reason when it failed and its lines in the log. */
export function RunsTable({ runs }: { readonly runs: readonly Run[] }) {
  if (runs.length === 0) return <Text c="dimmed">It has not run yet.</Text>;
  return (
    <WideTable label="Runs" head={['Begun', 'State', 'Changes', 'Requests', 'Took', 'Log']}>
      {runs.slice(0, 20).map((run) => (
        <Table.Tr key={run.job}>
          <Table.Td>
            <Ago at={run.startedAt} />
          </Table.Td>
          <Table.Td>
            <StateBadge state={run.status} />
          </Table.Td>
          <Table.Td miw={220}>
            <Changes of={run} />
            {run.error && (
              <Text size="xs" c="var(--mantine-color-error)" lineClamp={2} title={run.error.message}>
                {run.error.message}
              </Text>
            )}
          </Table.Td>
          <Table.Td>{run.requests.toLocaleString('en')}</Table.Td>
          <Table.Td style={{ whiteSpace: 'nowrap' }}>{run.status === 'running' ? '' : duration(run.ms)}</Table.Td>
          <Table.Td>
            {run.operationId !== undefined && (
              <Anchor
                component={Link}
                to={`/logs?operation=${encodeURIComponent(run.operationId)}`}
                size="sm"
                aria-label={`Log of run ${run.job}`}
              >
                Log
              </Anchor>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </WideTable>
  );
}
