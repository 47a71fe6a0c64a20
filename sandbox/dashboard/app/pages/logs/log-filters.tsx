import { Group, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';

import { connectionsQuery } from '../../api/connections.js';
import { functionsQuery } from '../../api/functions.js';
import { integrationsQuery } from '../../api/integrations.js';
import type { LogsQuestion } from '../../api/logs.js';

export type Filters = LogsQuestion;

const states = ['running', 'success', 'failed', 'cancelled', 'timeout', 'waiting'];
const types = [
  { value: 'sync', label: 'Syncs' },
  { value: 'action', label: 'Actions' },
  { value: 'events', label: 'Event functions' },
  { value: 'auth', label: 'Connecting' },
  { value: 'webhook', label: 'Webhooks' },
  { value: 'deploy', label: 'Deployments' },
];

/** What narrows the log. */
export function LogFilters({
  filters,
  onChange,
}: {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}) {
  const connections = useQuery(connectionsQuery);
  const integrations = useQuery(integrationsQuery);
  const functions = useQueries({
    queries: (integrations.data ?? []).map(({ unique_key: key }) => functionsQuery(key)),
  });
  const names = [...new Set(functions.flatMap(({ data }) => data?.map(({ name }) => name) ?? []))].sort();
  return (
    <Group align="flex-end">
      <TextInput
        label="Search"
        placeholder="Words of a line"
        value={filters.search}
        onChange={(event) => {
          onChange({ ...filters, search: event.currentTarget.value });
        }}
      />
      <Select
        label="Connection"
        placeholder="All"
        clearable
        searchable
        data={(connections.data ?? []).map(({ connection_id: id }) => id)}
        value={filters.connection === '' ? null : filters.connection}
        onChange={(value) => {
          onChange({ ...filters, connection: value ?? '' });
        }}
      />
      <Select
        label="Function"
        placeholder="All"
        clearable
        searchable
        data={names}
        value={filters.functionName === '' ? null : filters.functionName}
        onChange={(value) => {
          onChange({ ...filters, functionName: value ?? '' });
        }}
      />
      <MultiSelect
        label="Kind"
        placeholder={filters.types.length === 0 ? 'All' : ''}
        data={types}
        value={[...filters.types]}
        onChange={(value) => {
          onChange({ ...filters, types: value });
        }}
      />
      <MultiSelect
        label="State"
        placeholder={filters.states.length === 0 ? 'All' : ''}
        data={states}
        value={[...filters.states]}
        onChange={(value) => {
          onChange({ ...filters, states: value });
        }}
      />
    </Group>
  );
}
