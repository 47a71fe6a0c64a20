import { Chip, Group, Loader, MultiSelect, TextInput } from '@mantine/core';

import type { RecordColumn } from './columns.js';

interface RecordFiltersProps {
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** The records that are shown are still those of another search. */
  readonly isSearching: boolean;
  readonly actions: readonly string[];
  readonly onActions: (actions: readonly string[]) => void;
  readonly columns: readonly RecordColumn[];
  readonly chosen: readonly string[];
  readonly onChoose: (columns: readonly string[]) => void;
}

/** What narrows a table of records, and which of their fields it shows. */
export function RecordFilters(props: RecordFiltersProps) {
  return (
    <Group align="flex-end">
      <TextInput
        label="Search"
        placeholder="Words in any field"
        value={props.search}
        onChange={(event) => {
          props.onSearch(event.currentTarget.value);
        }}
        miw={220}
        rightSection={props.isSearching && <Loader size="xs" role="status" aria-label="Searching" />}
      />
      <MultiSelect
        label="Columns"
        searchable
        data={props.columns.map(({ name }) => name)}
        value={[...props.chosen]}
        onChange={props.onChoose}
        flex={1}
        miw={260}
        maw={640}
        comboboxProps={{ withinPortal: true }}
      />
      <Chip.Group multiple value={[...props.actions]} onChange={props.onActions}>
        <Group gap="xs" role="group" aria-label="Last change" pb={4}>
          <Chip value="added">added</Chip>
          <Chip value="updated">updated</Chip>
          <Chip value="deleted">deleted</Chip>
        </Group>
      </Chip.Group>
    </Group>
  );
}
