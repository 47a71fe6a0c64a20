import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

interface WideTableProps {
  /** What the table shows, for whoever hears it instead of seeing it. */
  readonly label: string;
  readonly head: readonly ReactNode[];
  readonly children: ReactNode;
  /** Pixels below which it is scrolled sideways instead of squeezed. */
  readonly minWidth?: number;
}

/** A table that is scrolled sideways by itself in a narrow window, also by keyboard. */
export function WideTable({ label, head, children, minWidth = 720 }: WideTableProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0} role="region" aria-label={label}>
      <Table highlightOnHover verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {head.map((title, index) => (
              <Table.Th key={index} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
