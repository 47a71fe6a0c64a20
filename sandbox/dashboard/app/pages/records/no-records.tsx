import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';

import { connectionParams } from '../../api/chosen-connection.js';
import type { ConnectionKey } from '../../api/client.js';
import { commandSync, isOff, type SyncStatus } from '../../api/syncs.js';
import { Empty } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';

interface NoRecordsProps {
  readonly connection: ConnectionKey;
  readonly sync: SyncStatus;
}

/** Why a model has no records, and what would bring some. */
export function NoRecords({ connection, sync }: NoRecordsProps) {
  const { name, status, finishedAt } = sync;
  const start = useChange({
    change: () => commandSync(connection, name, 'start'),
    stale: ['syncs', 'runs'],
    said: () => `The sync ${name} is started.`,
  });
  const link = (
    <Anchor component={Link} to={`/syncs/${encodeURIComponent(name)}?${connectionParams(connection)}`} size="sm">
      The sync {name}
    </Anchor>
  );
  if (status === 'PAUSED')
    return (
      <Empty
        title={`The sync ${name} is ${isOff(sync) ? 'off' : 'paused'}`}
        action={
          <Button
            loading={start.isPending}
            onClick={() => {
              start.mutate();
            }}
          >
            Start it
          </Button>
        }
      >
        {isOff(sync) &&
          'Some syncs are off by default, because they need a permission of their own or take many requests. '}
        Once started, it runs by itself.
      </Empty>
    );
  if (status === 'ERROR')
    return (
      <Empty title={`The last run of ${name} failed`} action={link}>
        Its page says why.
      </Empty>
    );
  if (status === 'RUNNING' || finishedAt === undefined)
    return (
      <Empty title={`The first run of ${name} is not finished`} action={link}>
        Records appear here as soon as they are saved.
      </Empty>
    );
  return (
    <Empty title="There are no records of this model" action={link}>
      The sync {name} has run and found none.
    </Empty>
  );
}
