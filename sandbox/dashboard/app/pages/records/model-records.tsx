import { Group, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Empty, Loaded } from '../../parts/states.js';
import { Paging, usePaging } from '../../parts/paging.js';
import type { ConnectionKey } from '../../api/client.js';
import { functionsQuery, modelSchemaOf } from '../../api/functions.js';
import { recordsQuery } from '../../api/records.js';
import type { SyncStatus } from '../../api/syncs.js';
import { columnsOf, usualColumns } from './columns.js';
import { NoRecords } from './no-records.js';
import { RecordDrawer } from './record-drawer.js';
import { RecordFilters } from './record-filters.js';
import { RecordsTable } from './records-table.js';
import { SdkCall } from './sdk-call.js';

interface ModelRecordsProps {
  readonly connection: ConnectionKey;
  readonly model: string;
  /** What saves them. */
  readonly sync: SyncStatus;
}

/** The records of one model: searched, filtered, page by page, each to be opened in full. */
export function ModelRecords({ connection, model, sync }: ModelRecordsProps) {
  const functions = useQuery(functionsQuery(connection.integration));
  const all = columnsOf(modelSchemaOf(functions.data ?? [], model));
  const [chosen, setChosen] = useState<readonly string[]>();
  const [search, setSearch] = useState('');
  const [words] = useDebouncedValue(search.trim(), 300);
  const [actions, setActions] = useState<readonly string[]>([]);
  const paging = usePaging(`${words} ${actions.join()}`);
  const records = useQuery(recordsQuery(connection, { model, search: words, actions, cursor: paging.cursor }));
  const [params, setParams] = useSearchParams();
  const open = (id: string | undefined): void => {
    setParams((current) => {
      const next = new URLSearchParams(current);
      if (id === undefined) next.delete('record');
      else next.set('record', id);
      return next;
    });
  };
  const opened = params.get('record');
  return (
    <Stack>
      <RecordFilters
        {...{ search, actions }}
        isSearching={records.isPlaceholderData}
        onSearch={setSearch}
        onActions={setActions}
        columns={all}
        chosen={chosen ?? usualColumns(all)}
        onChoose={setChosen}
      />
      <Loaded query={records} lines={10}>
        {(page) =>
          page.records.length === 0 ? (
            words === '' && actions.length === 0 ? (
              <NoRecords connection={connection} sync={sync} />
            ) : (
              <Empty title="No record is like this">
                {words === ''
                  ? 'With another filter there may be some.'
                  : 'The search looks for the words in every field.'}
              </Empty>
            )
          ) : (
            <>
              <RecordsTable
                records={page.records}
                columns={all}
                chosen={chosen ?? usualColumns(all)}
                onOpen={open}
                isStale={records.isPlaceholderData}
              />
              <Group justify="space-between">
                <Text size="sm" c="dimmed" role="status">
                  Page {paging.number}, {page.records.length} records
                </Text>
                <Paging paging={paging} next={page.next_cursor} />
              </Group>
            </>
          )
        }
      </Loaded>
      <SdkCall connection={connection} model={model} actions={actions} />
      {opened !== null && (
        <RecordDrawer
          connection={connection}
          model={model}
          id={opened}
          onClose={() => {
            open(undefined);
          }}
        />
      )}
    </Stack>
  );
}
