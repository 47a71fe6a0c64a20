import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { Json } from '../../parts/json.js';
import { Section } from '../../parts/page.js';
import { SchemaForm } from '../../parts/schema-form.js';
import { Loaded } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { keyOf, saveMetadata, type Connection } from '../../api/connections.js';
import { functionsQuery, settingsSchemaOf } from '../../api/functions.js';
import { WRITTEN_BY_FUNCTIONS } from '../../api/health.js';

/** The connection's metadata as a form: each setting with what it does, checked before it is saved. */
export function MetadataPanel({ connection }: { readonly connection: Connection }) {
  const functions = useQuery(functionsQuery(connection.provider_config_key));
  return (
    <Loaded query={functions}>
      {(all) => {
        const schema = settingsSchemaOf(all);
        return schema ? (
          <Editor connection={connection} schema={schema} />
        ) : (
          <Text c="dimmed">No sync that is deployed reads settings.</Text>
        );
      }}
    </Loaded>
  );
}

function Editor({ connection, schema }: { readonly connection: Connection; readonly schema: Record<string, unknown> }) {
  const metadata = connection.metadata ?? {};
  const isWritten = (name: string): boolean => WRITTEN_BY_FUNCTIONS.some((one) => one === name);
  const written = Object.fromEntries(Object.entries(metadata).filter(([name]) => isWritten(name)));
  const [settings, setSettings] = useState<unknown>(
    Object.fromEntries(Object.entries(metadata).filter(([name]) => !isWritten(name))),
  );
  const save = useChange({
    change: (given: Record<string, unknown>) => saveMetadata(keyOf(connection), { ...written, ...given }),
    stale: ['connections'],
    said: () => 'The settings are saved. Each sync reads them when it runs next.',
  });
  return (
    <Stack maw={760}>
      <Text c="dimmed" size="sm">
        What a customer&rsquo;s connection says about its syncs. Everything is optional. An application sets the same
        with nango.setMetadata().
      </Text>
      <SchemaForm
        schema={schema}
        value={settings}
        onChange={setSettings}
        onSubmit={(value) => {
          save.mutate(value);
        }}
      >
        <Group>
          <Button type="submit" loading={save.isPending}>
            Save the settings
          </Button>
        </Group>
      </SchemaForm>
      <Section title="All of the metadata, as it is saved">
        <Json value={metadata} label="the metadata" />
      </Section>
    </Stack>
  );
}
