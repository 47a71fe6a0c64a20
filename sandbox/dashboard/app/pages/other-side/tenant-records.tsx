import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Paging, usePaging } from '../../parts/paging.js';
import { Empty, Loaded } from '../../parts/states.js';
import { Ago } from '../../parts/time.js';
import { WideTable } from '../../parts/wide-table.js';
import { tenantRecordsQuery, type TenantKind, type TenantRecord } from '../../api/tenant.js';
import { RecordForm } from './record-form.js';
import { RecordMenu } from './record-menu.js';

/** The tenant's own records of one kind, with what can be done to each. */
export function TenantRecords({ kind }: { readonly kind: TenantKind }) {
  const [search, setSearch] = useState('');
  const [words] = useDebouncedValue(search.trim(), 300);
  const paging = usePaging(words);
  const records = useQuery(tenantRecordsQuery(kind.kind, words, paging.cursor));
  const [edited, setEdited] = useState<TenantRecord | 'new'>();
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          label={`Search the ${kind.kind}`}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
        />
        {kind.operations.includes('create') && (
          <Button
            onClick={() => {
              setEdited('new');
            }}
          >
            Create one
          </Button>
        )}
      </Group>
      <Loaded query={records} lines={10}>
        {(page) =>
          page.records.length === 0 ? (
            <Empty title="There is none like this" />
          ) : (
            <>
              <WideTable label={kind.kind} head={['Id', 'What', 'State', 'Changed', 'Do']} minWidth={600}>
                {page.records.map((record) => (
                  <Table.Tr key={record.id}>
                    <Table.Td>{record.id}</Table.Td>
                    <Table.Td maw={320}>
                      <Text size="sm" truncate="end" title={record.title}>
                        {record.title}
                      </Text>
                    </Table.Td>
                    <Table.Td>{record.state}</Table.Td>
                    <Table.Td>
                      <Ago at={record.last_update} />
                    </Table.Td>
                    <Table.Td>
                      <RecordMenu
                        kind={kind}
                        record={record}
                        onEdit={() => {
                          setEdited(record);
                        }}
                      />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </WideTable>
              <Paging paging={paging} next={page.next_cursor} />
            </>
          )
        }
      </Loaded>
      {edited !== undefined && (
        <RecordForm
          kind={kind}
          record={edited === 'new' ? undefined : edited}
          onClose={() => {
            setEdited(undefined);
          }}
        />
      )}
    </Stack>
  );
}
