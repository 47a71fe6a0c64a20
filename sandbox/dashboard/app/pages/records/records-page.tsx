import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import { Picked } from '../../parts/connection-picker.js';
import { Page } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import type { ConnectionKey } from '../../api/client.js';
import { modelsQuery } from '../../api/records.js';
import { ModelPicker } from './model-picker.js';
import { ModelRecords } from './model-records.js';

export default function RecordsPage() {
  return (
    <Page
      title="Records"
      about="What was synced, as an application reads it: the newest change first, deleted records included."
    >
      <Picked>{(key) => <Models connection={key} />}</Picked>
    </Page>
  );
}

function Models({ connection }: { readonly connection: ConnectionKey }) {
  const models = useQuery(modelsQuery(connection));
  const [params, setParams] = useSearchParams();
  return (
    <Loaded query={models}>
      {(all) => {
        if (all.length === 0)
          return <Empty title="Nothing has been synced yet">Records appear here while the first syncs run.</Empty>;
        const sorted = [...all].sort((one, other) => one.model.localeCompare(other.model));
        const chosen =
          sorted.find(({ model }) => model === params.get('model')) ??
          sorted.find(({ model }) => model === 'Ticket') ??
          sorted[0];
        if (!chosen) return null;
        return (
          <>
            <ModelPicker
              models={sorted}
              chosen={chosen.model}
              onChoose={(model) => {
                setParams((current) => {
                  const next = new URLSearchParams(current);
                  next.set('model', model);
                  return next;
                });
              }}
            />
            <ModelRecords
              key={`${connection.connection}/${chosen.model}`}
              connection={connection}
              model={chosen.model}
            />
          </>
        );
      }}
    </Loaded>
  );
}
