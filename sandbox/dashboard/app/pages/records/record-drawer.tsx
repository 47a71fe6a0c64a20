import { Drawer, Stack, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Json } from '../../parts/json.js';
import { Loaded } from '../../parts/states.js';
import { useFocusBack } from '../../parts/use-focus-back.js';
import type { ConnectionKey } from '../../api/client.js';
import { versionsQuery } from '../../api/records.js';
import { RecordHistory } from './record-history.js';

interface RecordDrawerProps {
  readonly connection: ConnectionKey;
  readonly model: string;
  readonly id: string;
  readonly onClose: () => void;
}

/** One record in full, and what became of it since the platform was started. */
export function RecordDrawer({ connection, model, id, onClose }: RecordDrawerProps) {
  useFocusBack();
  const versions = useQuery(versionsQuery(connection, model, id));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="xl"
      title={`${model} ${id}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Loaded query={versions}>
        {(all) => {
          const [present] = all;
          if (!present) return <Text>There is no such record, or not any more.</Text>;
          return (
            <Tabs defaultValue="record" keepMounted={false}>
              <Tabs.List>
                <Tabs.Tab value="record">Record</Tabs.Tab>
                <Tabs.Tab value="history">History ({all.length})</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="record" pt="md">
                <Stack>
                  <Json value={present.record} label="the record as JSON" height={620} />
                </Stack>
              </Tabs.Panel>
              <Tabs.Panel value="history" pt="md">
                <RecordHistory versions={all} />
              </Tabs.Panel>
            </Tabs>
          );
        }}
      </Loaded>
    </Drawer>
  );
}
