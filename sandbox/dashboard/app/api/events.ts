import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What becomes stale with each kind of event, by the first part of the queries' keys. */
const stale: Readonly<Record<string, readonly string[]>> = {
  'run.started': ['syncs', 'runs'],
  'run.finished': ['syncs', 'runs', 'records', 'connections'],
  'records.saved': ['records', 'syncs'],
  log: ['logs'],
  operation: ['logs', 'connections'],
  'tenant.changed': ['tenant'],
  functions: ['world', 'functions', 'integrations'],
  connections: ['connections', 'syncs', 'runs', 'records'],
};

/** Milliseconds in which events are collected: a backfill saves and logs many times a second. */
const pause = 700;

/** Keeps what is shown up to date: whatever the platform says has changed is asked for again, as far as it is on show. */
export function useLiveUpdates(): void {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
}

function follow(client: QueryClient): () => void {
  const source = new EventSource('/local/events');
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    for (const key of waiting) void client.invalidateQueries({ queryKey: [key] });
    waiting.clear();
  };
  const note = (keys: readonly string[]): void => {
    for (const key of keys) waiting.add(key);
    timer ??= setTimeout(flush, pause);
  };
  for (const [name, keys] of Object.entries(stale)) {
    source.addEventListener(name, () => {
      note(keys);
    });
  }
  // After an interruption anything may have changed.
  let wasOpen = false;
  source.addEventListener('open', () => {
    if (wasOpen) void client.invalidateQueries();
    wasOpen = true;
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
