import { Badge } from '@mantine/core';

const looks: Readonly<Record<string, { color: string; text: string }>> = {
  RUNNING: { color: 'blue', text: 'running' },
  OFF: { color: 'gray', text: 'off' },
  PAUSED: { color: 'gray', text: 'paused' },
  ERROR: { color: 'red', text: 'failed' },
  STOPPED: { color: 'red', text: 'failed' },
  SUCCESS: { color: 'green', text: 'succeeded' },
  running: { color: 'blue', text: 'running' },
  success: { color: 'green', text: 'succeeded' },
  stopped: { color: 'red', text: 'failed' },
  failed: { color: 'red', text: 'failed' },
  waiting: { color: 'gray', text: 'waiting' },
  cancelled: { color: 'gray', text: 'cancelled' },
  timeout: { color: 'red', text: 'timed out' },
  ADDED: { color: 'green', text: 'added' },
  UPDATED: { color: 'blue', text: 'updated' },
  DELETED: { color: 'red', text: 'deleted' },
  error: { color: 'red', text: 'error' },
  warning: { color: 'yellow', text: 'warning' },
  warn: { color: 'yellow', text: 'warning' },
  note: { color: 'blue', text: 'note' },
  info: { color: 'blue', text: 'info' },
  debug: { color: 'gray', text: 'debug' },
};

/** A state in a word and a colour; the word alone says everything. */
export function StateBadge({ state }: { readonly state: string }) {
  const { color, text } = looks[state] ?? { color: 'gray', text: state };
  return (
    <Badge variant="dot" color={color} tt="none" fw={500} miw="max-content">
      {text}
    </Badge>
  );
}
