import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Picked } from '../../parts/connection-picker.js';
import { Page } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import { WideTable } from '../../parts/wide-table.js';
import type { ConnectionKey } from '../../api/client.js';
import { runsQuery, syncsQuery } from '../../api/syncs.js';
import { SyncRow } from './sync-row.js';

export default function SyncsPage() {
  return (
    <Page
      title="Syncs"
      about="Each sync keeps one kind of record up to date. Its name leads to its runs, its checkpoint and what can be done with it."
    >
      <Picked>{(key) => <Syncs key={`${key.integration}/${key.connection}`} connection={key} />}</Picked>
    </Page>
  );
}

function Syncs({ connection }: { readonly connection: ConnectionKey }) {
  const syncs = useQuery(syncsQuery(connection));
  const runs = useQuery(runsQuery(connection));
  const [search, setSearch] = useState('');
  return (
    <Loaded query={syncs}>
      {(all) => {
        if (all.length === 0)
          return (
            <Empty title="This connection has no syncs yet">
              They come with the functions that are deployed to its integration.
            </Empty>
          );
        const found = all.filter(({ name }) => name.includes(search.toLowerCase()));
        return (
          <>
            {all.length > 12 && (
              <TextInput
                label="Search the syncs"
                value={search}
                onChange={(event) => {
                  setSearch(event.currentTarget.value);
                }}
                maw={320}
              />
            )}
            <WideTable
              label="Syncs"
              minWidth={980}
              head={[
                'Sync',
                'State',
                'Records',
                'Last run',
                'Changes',
                'Requests',
                'Took',
                'Last runs',
                'Next run',
                '',
              ]}
            >
              {found.map((sync) => (
                <SyncRow
                  key={sync.id}
                  connection={connection}
                  sync={sync}
                  runs={(runs.data ?? []).filter((run) => run.sync === sync.name)}
                />
              ))}
            </WideTable>
          </>
        );
      }}
    </Loaded>
  );
}
