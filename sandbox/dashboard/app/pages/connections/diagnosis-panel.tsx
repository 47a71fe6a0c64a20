import { Alert, Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { useState } from 'react';

import { Facts } from '../../parts/facts.js';
import { GuideLink } from '../../parts/guide-link.js';
import { Json } from '../../parts/json.js';
import { Section } from '../../parts/page.js';
import { Failed, Loading } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { WideTable } from '../../parts/wide-table.js';
import type { ConnectionKey } from '../../api/client.js';
import { triggerAction } from '../../api/functions.js';
import { diagnosisSchema, type Diagnosis } from '../../api/health.js';
import { Findings } from './findings.js';

/** Runs the action `diagnose-connection` and shows its report. */
export function DiagnosisPanel({ connection }: { readonly connection: ConnectionKey }) {
  const [checksWriting, setChecksWriting] = useState(false);
  const diagnose = useChange({
    change: async () => {
      const input = checksWriting ? { check_writing: true } : {};
      return diagnosisSchema.parse(await triggerAction(connection, 'diagnose-connection', input));
    },
    stale: ['logs'],
    isShown: true,
  });
  return (
    <Stack>
      <Group>
        <Button
          onClick={() => {
            diagnose.mutate();
          }}
          loading={diagnose.isPending}
        >
          Diagnose the connection
        </Button>
        <Switch
          label="Also try whether Halo takes changes"
          checked={checksWriting}
          onChange={(event) => {
            setChecksWriting(event.currentTarget.checked);
          }}
        />
      </Group>
      {diagnose.isIdle && (
        <Text c="dimmed">
          The action diagnose-connection looks at the token, the agent and every list that a sync reads. It only reads.
        </Text>
      )}
      {diagnose.isPending && <Loading />}
      {diagnose.isError && <Failed error={diagnose.error} title="It could not be diagnosed" />}
      {diagnose.data && <Report diagnosis={diagnose.data} />}
    </Stack>
  );
}

function Report({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { is_healthy: isHealthy, findings, lists, token, halo, hostname } = diagnosis;
  return (
    <Stack>
      {isHealthy && (
        <Alert color="green" title="Healthy">
          Nothing keeps the syncs from working.
        </Alert>
      )}
      <Findings findings={findings} />
      <Section title="Token and host">
        <Facts
          facts={[
            ['Host', hostname],
            ['Product', [halo.product, halo.version].filter(Boolean).join(' ')],
            ['Permissions asked for', token.scopes_asked],
            ['Permissions granted', token.scopes_granted?.join(', ')],
            ['Token ends', token.expires_at],
          ]}
        />
      </Section>
      <Section title="Lists">
        <WideTable label="Lists" head={['List', 'State', 'Rows', 'Updated since', 'Permission', 'Needed by', 'Remedy']}>
          {lists.map(({ name, state, count, updated_since: since, permission, syncs, step }) => (
            <Table.Tr key={name}>
              <Table.Td>{name}</Table.Td>
              <Table.Td>{state}</Table.Td>
              <Table.Td>{count?.toLocaleString('en')}</Table.Td>
              <Table.Td>{since}</Table.Td>
              <Table.Td>{permission}</Table.Td>
              <Table.Td>{syncs.join(', ')}</Table.Td>
              <Table.Td>
                <GuideLink to={step} />
              </Table.Td>
            </Table.Tr>
          ))}
        </WideTable>
      </Section>
      <Json value={diagnosis} label="the whole report" />
    </Stack>
  );
}
