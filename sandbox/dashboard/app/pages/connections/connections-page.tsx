import { Anchor, Button, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';

import { Page } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import { StateBadge } from '../../parts/state-badge.js';
import { Ago } from '../../parts/time.js';
import { WideTable } from '../../parts/wide-table.js';
import { connectionsQuery, type Connection } from '../../api/connections.js';
import { identityOf, warningsOf } from '../../api/health.js';

export function ConnectionsPage() {
  const connections = useQuery(connectionsQuery);
  const [search, setSearch] = useState('');
  const connect = (
    <Button component={Link} to="/connect">
      Connect a tenant
    </Button>
  );
  return (
    <Page
      title="Connections"
      about="Each connection is one customer's Halo. Its syncs run by themselves from the moment it is made."
      actions={connect}
    >
      <Loaded query={connections}>
        {(all) => {
          if (all.length === 0) {
            return (
              <Empty title="No tenant is connected yet">
                A connection is made with the Connect form, which asks for a hostname, a Client ID and a Client Secret.
              </Empty>
            );
          }
          const found = all.filter((one) =>
            JSON.stringify([one.connection_id, identityOf(one)])
              .toLowerCase()
              .includes(search.toLowerCase()),
          );
          return (
            <>
              {all.length > 10 && (
                <TextInput
                  label="Search the connections"
                  value={search}
                  onChange={(event) => {
                    setSearch(event.currentTarget.value);
                  }}
                  maw={320}
                />
              )}
              <WideTable label="Connections" head={['Connection', 'Integration', 'Connected to', 'State', 'Made']}>
                {found.map((one) => (
                  <Row key={`${one.provider_config_key}/${one.connection_id}`} connection={one} />
                ))}
              </WideTable>
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Row({ connection }: { readonly connection: Connection }) {
  const { connection_id: id, provider_config_key: integration, errors, created } = connection;
  const identity = identityOf(connection);
  const warnings = warningsOf(connection);
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/connections/${encodeURIComponent(integration)}/${encodeURIComponent(id)}`}
          size="sm"
        >
          {id}
        </Anchor>
      </Table.Td>
      <Table.Td>{integration}</Table.Td>
      <Table.Td>
        <Text size="sm">{[identity?.product, identity?.version].filter(Boolean).join(' ')}</Text>
        {identity?.agent_name !== undefined && (
          <Text size="xs" c="dimmed">
            as {identity.agent_name}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {errors.length > 0 && <StateBadge state="error" />}
        {errors.length === 0 && warnings.length > 0 && <StateBadge state="warning" />}
        {errors.length === 0 && warnings.length === 0 && <Text size="sm">works</Text>}
      </Table.Td>
      <Table.Td>
        <Ago at={created} />
      </Table.Td>
    </Table.Tr>
  );
}
