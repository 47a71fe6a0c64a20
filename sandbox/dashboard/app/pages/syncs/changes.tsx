import { Text } from '@mantine/core';

interface ChangesProps {
  readonly of: { readonly added: number; readonly updated: number; readonly deleted: number };
}

/** What a run changed: `12 added, 3 updated`. */
export function Changes({ of }: ChangesProps) {
  const parts = [
    [of.added, 'added'],
    [of.updated, 'updated'],
    [of.deleted, 'deleted'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, what]) => `${count.toLocaleString('en')} ${what}`);
  return (
    <Text size="sm" c={said.length === 0 ? 'dimmed' : undefined}>
      {said.length === 0 ? 'nothing' : said.join(', ')}
    </Text>
  );
}
