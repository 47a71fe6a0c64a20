import { SimpleGrid, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';

import { Picked } from '../../parts/connection-picker.js';
import { Facts } from '../../parts/facts.js';
import { Json } from '../../parts/json.js';
import { Page, Section } from '../../parts/page.js';
import { Loaded } from '../../parts/states.js';
import { StateBadge } from '../../parts/state-badge.js';
import { Ago } from '../../parts/time.js';
import type { ConnectionKey } from '../../api/client.js';
import { isOff, runsQuery, syncsQuery, type SyncStatus } from '../../api/syncs.js';
import { RunFailure } from './run-failure.js';
import { RunsChart } from './runs-chart.js';
import { RunsTable } from './runs-table.js';
import { SyncCommands } from './sync-commands.js';

/** One sync of one connection, in full. */
export default function SyncPage() {
  const { sync = '' } = useParams();
  return <Picked>{(key) => <Details connection={key} name={sync} />}</Picked>;
}

function Details({ connection, name }: { readonly connection: ConnectionKey; readonly name: string }) {
  const syncs = useQuery(syncsQuery(connection));
  return (
    <Loaded query={syncs}>
      {(all) => {
        const sync = all.find((one) => one.name === name);
        if (!sync)
          return (
            <Page title={`Sync ${name}`}>
              <Text>This connection has no sync of this name.</Text>
            </Page>
          );
        return (
          <Page
            title={`Sync ${name}`}
            about={`Of the connection ${connection.connection}.`}
            actions={<SyncCommands connection={connection} sync={sync} />}
          >
            <Runs connection={connection} sync={sync} />
          </Page>
        );
      }}
    </Loaded>
  );
}

function Runs({ connection, sync }: { readonly connection: ConnectionKey; readonly sync: SyncStatus }) {
  const query = useQuery(runsQuery(connection, sync.name));
  const { status, frequency, nextScheduledSyncAt: next, recordCount, checkpoint } = sync;
  return (
    <>
      <Loaded query={query}>
        {(runs) => {
          const last = runs.find((run) => run.status !== 'running');
          return (
            <>
              {last?.error && <RunFailure error={last.error} />}
              <Section title="Records changed by the last runs">
                <RunsChart runs={runs} />
              </Section>
              <Section title="Runs">
                <RunsTable runs={runs} />
              </Section>
            </>
          );
        }}
      </Loaded>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <Section title="State">
          <Facts
            facts={[
              ['State', <StateBadge key="state" state={isOff(sync) ? 'OFF' : status} />],
              ['Frequency', frequency],
              ['Next run', next === null ? undefined : <Ago key="next" at={next} />],
              ...Object.entries(recordCount).map(
                ([model, count]) => [`Records of ${model}`, count.toLocaleString('en')] as const,
              ),
            ]}
          />
        </Section>
        <Section title="Checkpoint">
          {checkpoint ? (
            <Json value={checkpoint} label="the checkpoint" />
          ) : (
            <Text c="dimmed">There is none: the next run begins from the beginning.</Text>
          )}
        </Section>
      </SimpleGrid>
    </>
  );
}
