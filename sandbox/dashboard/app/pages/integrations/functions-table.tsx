import { Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Empty, Loaded } from '../../parts/states.js';
import { WideTable } from '../../parts/wide-table.js';
import { functionsQuery, type DeployedFunction } from '../../api/functions.js';

const kinds = { sync: 'sync', action: 'action', 'on-event': 'event' } as const;

/** Everything that is deployed on an integration, with versions and frequencies. */
export function FunctionsTable({ integration }: { readonly integration: string }) {
  const functions = useQuery(functionsQuery(integration));
  const [search, setSearch] = useState('');
  return (
    <Loaded query={functions}>
      {(all) => {
        if (all.length === 0)
          return (
            <Empty title="No function is deployed yet">
              Deploy them with the button above, or in a terminal with npm run deploy.
            </Empty>
          );
        const words = search.toLowerCase();
        const found = all.filter(({ name, description = '' }) =>
          `${name} ${description}`.toLowerCase().includes(words),
        );
        return (
          <>
            {all.length > 10 && (
              <TextInput
                label="Search the functions"
                value={search}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                }}
                maw={320}
              />
            )}
            <WideTable label="Functions" head={['Function', 'Kind', 'Version', 'Runs', 'Gives', 'Permissions']}>
              {found.map((one) => (
                <Row key={one.id} deployed={one} />
              ))}
            </WideTable>
          </>
        );
      }}
    </Loaded>
  );
}

function Row({ deployed }: { readonly deployed: DeployedFunction }) {
  const { name, type, description, version, runs, auto_start: startsAlone, returns, scopes, event } = deployed;
  return (
    <Table.Tr>
      <Table.Td miw={220}>
        <Text size="sm" fw={500}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {description}
        </Text>
      </Table.Td>
      <Table.Td>{kinds[type]}</Table.Td>
      <Table.Td>{version}</Table.Td>
      <Table.Td>
        {type === 'sync'
          ? `${runs ?? ''}${startsAlone === false ? ', once it is started' : ''}`
          : (event ?? 'when it is called')}
      </Table.Td>
      <Table.Td>{type === 'sync' ? returns?.join(', ') : ''}</Table.Td>
      <Table.Td>{scopes?.join(', ')}</Table.Td>
    </Table.Tr>
  );
}
