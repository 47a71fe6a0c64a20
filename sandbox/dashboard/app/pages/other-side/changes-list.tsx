import { List, Text } from '@mantine/core';

import { Ago } from '../../parts/time.js';
import type { TenantChange } from '../../api/tenant.js';

/** What was done in the tenant lately, by whoever. */
export function ChangesList({ changes }: { readonly changes: readonly TenantChange[] }) {
  if (changes.length === 0) return <Text c="dimmed">Nothing has been changed since the start.</Text>;
  const newest = [...changes].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <List size="sm" spacing={4}>
      {newest.slice(0, 15).map(({ at, kind, id, what }, index) => (
        <List.Item key={`${at} ${kind} ${id} ${index}`}>
          {kind} {id}: {what},{' '}
          <Text span size="sm" c="dimmed">
            <Ago at={at} />
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
