import { Anchor, Table, Text } from '@mantine/core';
import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo } from 'react';

import { StateBadge } from '../../parts/state-badge.js';
import { Ago } from '../../parts/time.js';
import type { SyncedRecord } from '../../api/records.js';
import type { RecordColumn } from './columns.js';

interface RecordsTableProps {
  readonly records: SyncedRecord[];
  readonly columns: readonly RecordColumn[];
  readonly chosen: readonly string[];
  readonly onOpen: (id: string) => void;
  /** The next page is on its way. */
  readonly isStale: boolean;
}

const helper = createColumnHelper<SyncedRecord>();

/** One page of records with the chosen columns. */
export function RecordsTable({ records, columns, chosen, onOpen, isStale }: RecordsTableProps) {
  const definitions = useMemo(() => {
    const fields = columns.map(({ name, description }) =>
      helper.accessor((record) => record[name], {
        id: name,
        header: () => <span title={description}>{name}</span>,
        cell: ({ getValue }) => <Value value={getValue()} />,
      }),
    );
    const change = helper.accessor((record) => record._nango_metadata, {
      id: '_change',
      header: 'Last change',
      cell: ({ getValue }) => (
        <>
          <StateBadge state={getValue().last_action} />{' '}
          <Text span size="xs" c="dimmed">
            <Ago at={getValue().last_modified_at} />
          </Text>
        </>
      ),
    });
    const open = helper.display({
      id: '_open',
      header: '',
      cell: ({ row }) => (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => {
            onOpen(row.original.id);
          }}
          aria-label={`Open record ${row.original.id}`}
        >
          Open
        </Anchor>
      ),
    });
    return [open, change, ...fields];
  }, [columns, onOpen]);
  const shown = new Set(['_open', '_change', ...chosen]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the React compiler, which it is about, is not used here
  const table = useReactTable({
    data: records,
    columns: definitions,
    getRowId: ({ id }) => id,
    state: { columnVisibility: Object.fromEntries(columns.map(({ name }) => [name, shown.has(name)])) },
    getCoreRowModel: getCoreRowModel(),
  });
  return (
    <Table.ScrollContainer
      minWidth={720}
      maxHeight="65vh"
      type="native"
      tabIndex={0}
      role="region"
      aria-label="Records"
    >
      <Table highlightOnHover stickyHeader opacity={isStale ? 0.6 : 1} aria-busy={isStale}>
        <Table.Thead>
          {table.getHeaderGroups().map((group) => (
            <Table.Tr key={group.id}>
              {group.headers.map((header) => (
                <Table.Th key={header.id} scope="col">
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </Table.Th>
              ))}
            </Table.Tr>
          ))}
        </Table.Thead>
        <Table.Tbody>
          {table.getRowModel().rows.map((row) => (
            <Table.Tr key={row.id}>
              {row.getVisibleCells().map((cell) => (
                <Table.Td key={cell.id}>{flexRender(cell.column.columnDef.cell, cell.getContext())}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** One value in one line; what does not fit stands in the record, opened in full. */
function Value({ value }: { readonly value: unknown }) {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <Text size="sm" maw={280} truncate="end" title={text}>
      {text}
    </Text>
  );
}
