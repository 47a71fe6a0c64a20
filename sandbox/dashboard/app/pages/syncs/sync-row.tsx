import { Sparkline } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Anchor, Button, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import { StateBadge } from '../../parts/state-badge.js';
import { Ago, duration } from '../../parts/time.js';
import { useChange } from '../../parts/use-change.js';
import { connectionParams } from '../../api/chosen-connection.js';
import type { ConnectionKey } from '../../api/client.js';
import { commandSync, isOff, type Run, type SyncStatus } from '../../api/syncs.js';
import { Changes } from './changes.js';

interface SyncRowProps {
  readonly connection: ConnectionKey;
  readonly sync: SyncStatus;
  /** Its runs, the newest first. */
  readonly runs: readonly Run[];
}

/** One sync in a line: how it stands, what its last run did, and a small picture of the last runs. */
export function SyncRow({ connection, sync, runs }: SyncRowProps) {
  const { name, status, recordCount, nextScheduledSyncAt: next, frequency } = sync;
  const last = runs.find((run) => run.status !== 'running');
  const off = isOff(sync);
  const run = useChange({
    change: () => commandSync(connection, name, off ? 'start' : 'trigger'),
    stale: ['syncs', 'runs'],
  });
  const records = Object.values(recordCount).reduce((sum, count) => sum + count, 0);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/syncs/${encodeURIComponent(name)}?${connectionParams(connection)}`} size="sm">
          {name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {frequency}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={off ? 'OFF' : status} />
      </Table.Td>
      <Table.Td>{records.toLocaleString('en')}</Table.Td>
      <Table.Td>{last && <Ago at={last.finishedAt ?? last.startedAt} />}</Table.Td>
      <Table.Td>{last && <Changes of={last} />}</Table.Td>
      <Table.Td>{last?.requests.toLocaleString('en')}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{last && duration(last.ms)}</Table.Td>
      <Table.Td>
        <RecentRuns runs={runs} />
      </Table.Td>
      <Table.Td>{next === null ? '' : <Ago at={next} />}</Table.Td>
      <Table.Td>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${off ? 'Start' : 'Run now'}: ${name}`}
          disabled={status === 'RUNNING'}
          loading={run.isPending}
          onClick={() => {
            run.mutate();
          }}
        >
          {off ? 'Start' : 'Run now'}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

/** How many records each of the last runs changed, the newest at the right. */
function RecentRuns({ runs }: { readonly runs: readonly Run[] }) {
  const changes = runs
    .slice(0, 20)
    .map(({ added, updated, deleted }) => added + updated + deleted)
    .reverse();
  if (changes.length < 2) return null;
  const label = `Records changed by the last ${changes.length} runs: ${changes.join(', ')}`;
  return (
    <div role="img" aria-label={label} title={label}>
      <Sparkline w={90} h={26} data={changes} curveType="linear" color="blue" fillOpacity={0.3} aria-hidden />
    </div>
  );
}
