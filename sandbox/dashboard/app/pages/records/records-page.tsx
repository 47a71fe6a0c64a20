import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import { Picked } from '../../parts/connection-picker.js';
import { Page } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import type { ConnectionKey } from '../../api/client.js';
import { modelsOf, syncsQuery } from '../../api/syncs.js';
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
  const syncs = useQuery(syncsQuery(connection));
  const [params, setParams] = useSearchParams();
  return (
    <Loaded query={syncs}>
      {(all) => {
        const models = modelsOf(all);
        const chosen =
          models.find(({ model }) => model === params.get('model')) ??
          models.find(({ model }) => model === 'Ticket') ??
          models[0];
        if (!chosen)
          return (
            <Empty title="No sync is there yet">The functions of this integration are still being deployed.</Empty>
          );
        return (
          <>
            <ModelPicker
              models={models}
              chosen={chosen.model}
              onChoose={(model) => {
                // At once, not as a transition: words that are typed into the old model's search would be lost with it.
                setParams(
                  (current) => {
                    const next = new URLSearchParams(current);
                    next.set('model', model);
                    return next;
                  },
                  { flushSync: true },
                );
              }}
            />
            <ModelRecords
              key={`${connection.connection}/${chosen.model}`}
              connection={connection}
              model={chosen.model}
              sync={chosen.sync}
            />
          </>
        );
      }}
    </Loaded>
  );
}
