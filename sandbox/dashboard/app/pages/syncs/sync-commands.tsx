import { Button } from '@mantine/core';

import { Confirm } from '../../parts/confirm.js';
import { useChange } from '../../parts/use-change.js';
import type { ConnectionKey } from '../../api/client.js';
import { commandSync, type SyncCommand, type SyncStatus } from '../../api/syncs.js';

const said: Readonly<Record<SyncCommand, string>> = {
  trigger: 'The sync runs now.',
  pause: 'The sync is paused: it does not run by itself any more.',
  start: 'The sync is started.',
  reset: 'The checkpoint is forgotten; the sync reads everything again.',
};

/** What can be done with a sync. */
export function SyncCommands({ connection, sync }: { readonly connection: ConnectionKey; readonly sync: SyncStatus }) {
  const { name, status } = sync;
  const command = useChange({
    change: async (one: SyncCommand) => {
      await commandSync(connection, name, one);
      return one;
    },
    stale: ['syncs', 'runs'],
    said: (one) => said[one],
  });
  const { isPending, mutate } = command;
  return (
    <>
      <Button
        disabled={status === 'RUNNING' || isPending}
        onClick={() => {
          mutate('trigger');
        }}
      >
        Run now
      </Button>
      {status === 'PAUSED' ? (
        <Button
          variant="default"
          disabled={isPending}
          onClick={() => {
            mutate('start');
          }}
        >
          Start
        </Button>
      ) : (
        <Button
          variant="default"
          disabled={isPending}
          onClick={() => {
            mutate('pause');
          }}
        >
          Pause
        </Button>
      )}
      <Confirm
        label="Reset"
        disabled={isPending}
        onConfirm={() => {
          mutate('reset');
        }}
      >
        The sync forgets its checkpoint, ends what it is doing, and reads everything again. Records stay; what has not
        changed is not reported as changed.
      </Confirm>
    </>
  );
}
