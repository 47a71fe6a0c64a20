import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Page } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import { WideTable } from '../../parts/wide-table.js';
import { operationsQuery } from '../../api/logs.js';
import { LogFilters, type Filters } from './log-filters.js';
import { OperationDrawer } from './operation-drawer.js';
import { OperationRow } from './operation-row.js';

/** How many operations more each time. */
const step = 50;

/** What has been going on, as it goes on: runs of functions, connections, deployments. */
export default function LogsPage() {
  const [params, setParams] = useSearchParams();
  const [filters, setFilters] = useState<Filters>({
    search: '',
    states: [],
    types: [],
    connection: params.get('connection') ?? '',
    functionName: '',
  });
  const [words] = useDebouncedValue(filters.search.trim(), 300);
  const [limit, setLimit] = useState(step);
  const operations = useQuery(operationsQuery({ ...filters, search: words }, limit));
  const opened = params.get('operation');
  const open = (id: string | undefined): void => {
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (id === undefined) next.delete('operation');
      else next.set('operation', id);
      return next;
    });
  };
  return (
    <Page
      title="Logs"
      about="Every run of a function, every connection and every deployment, the newest first, as it happens."
    >
      <LogFilters filters={filters} onChange={setFilters} />
      <Loaded query={operations} lines={10}>
        {({ data, pagination }) =>
          data.length === 0 ? (
            <Empty title="Nothing like this has happened">What functions do appears here by itself.</Empty>
          ) : (
            <>
              <WideTable
                label="Operations"
                head={['When', 'What', 'State', 'Connection', 'Took', 'Reason']}
                minWidth={820}
              >
                {data.map((operation) => (
                  <OperationRow key={operation.id} operation={operation} onOpen={open} />
                ))}
              </WideTable>
              <Group>
                <Text size="sm" c="dimmed" role="status">
                  {data.length} of {pagination.total.toLocaleString('en')}
                </Text>
                {data.length < pagination.total && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => {
                      setLimit(limit + step);
                    }}
                    loading={operations.isPlaceholderData}
                  >
                    Show more
                  </Button>
                )}
              </Group>
            </>
          )
        }
      </Loaded>
      {opened !== null && (
        <OperationDrawer
          id={opened}
          onClose={() => {
            open(undefined);
          }}
        />
      )}
    </Page>
  );
}
