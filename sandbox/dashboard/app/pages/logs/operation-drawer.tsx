import { Alert, Drawer, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { LogLines } from '../../parts/log-lines.js';
import { Empty, Loaded } from '../../parts/states.js';
import { StateBadge } from '../../parts/state-badge.js';
import { useFocusBack } from '../../parts/use-focus-back.js';
import { messagesQuery, operationQuery } from '../../api/logs.js';
import { titleOf } from './operation-row.js';

/** One operation with its lines, which go on coming while it runs. */
export function OperationDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  useFocusBack();
  const operation = useQuery(operationQuery(id));
  const [search, setSearch] = useState('');
  const [words] = useDebouncedValue(search.trim(), 300);
  const messages = useQuery(messagesQuery(id, words));
  const title = operation.data ? titleOf(operation.data) : 'Operation';
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Loaded query={operation} lines={1}>
          {({ state, error }) => (
            <>
              <div>
                <StateBadge state={state} />
              </div>
              {error && (
                <Alert color="red" title="Reason">
                  <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                    {error.message}
                  </Text>
                </Alert>
              )}
            </>
          )}
        </Loaded>
        <TextInput
          label="Search the lines"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
        />
        <Loaded query={messages} lines={8}>
          {({ data, pagination }) =>
            data.length === 0 ? (
              <Empty title={words === '' ? 'It has said nothing' : 'No line holds these words'} />
            ) : (
              <>
                <Text size="sm" c="dimmed">
                  The newest {data.length} of {pagination.total.toLocaleString('en')} lines
                </Text>
                <LogLines messages={data} />
              </>
            )
          }
        </Loaded>
      </Stack>
    </Drawer>
  );
}
