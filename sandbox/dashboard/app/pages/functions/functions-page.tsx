import { Grid, NavLink, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { Picked } from '../../parts/connection-picker.js';
import { Page } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import type { ConnectionKey } from '../../api/client.js';
import { functionsQuery, type DeployedFunction } from '../../api/functions.js';
import { FunctionPanel } from './function-panel.js';

export default function FunctionsPage() {
  return (
    <Page
      title="Functions"
      about="Actions run when an application calls them. Every function can be tried in a dry run, which asks Halo for real and keeps nothing."
    >
      <Picked>{(key) => <Functions key={`${key.integration}/${key.connection}`} connection={key} />}</Picked>
    </Page>
  );
}

function Functions({ connection }: { readonly connection: ConnectionKey }) {
  const functions = useQuery(functionsQuery(connection.integration));
  return (
    <Loaded query={functions}>
      {(all) => {
        const callable = all.filter(({ type }) => type !== 'on-event');
        if (callable.length === 0)
          return <Empty title="No function is deployed yet">Deploy them on the page of the integration.</Empty>;
        return <Chooser functions={callable} connection={connection} />;
      }}
    </Loaded>
  );
}

const labelOf = ({ type, name }: DeployedFunction): string => `${type}/${name}`;

function Chooser({
  functions,
  connection,
}: {
  readonly functions: readonly DeployedFunction[];
  readonly connection: ConnectionKey;
}) {
  const [params, setParams] = useSearchParams();
  const [search, setSearch] = useState('');
  const sorted = [...functions].sort((one, other) => labelOf(one).localeCompare(labelOf(other)));
  const chosen = sorted.find((one) => labelOf(one) === params.get('function')) ?? sorted[0];
  const found = sorted.filter(({ name, description = '' }) =>
    `${name} ${description}`.toLowerCase().includes(search.toLowerCase()),
  );
  const choose = (one: DeployedFunction): void => {
    setParams((current) => {
      const next = new URLSearchParams(current);
      next.set('function', labelOf(one));
      return next;
    });
  };
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, sm: 4, lg: 3 }}>
        <Stack gap="xs">
          <TextInput
            label="Search the functions"
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
            }}
          />
          <ScrollArea.Autosize mah="65vh" type="auto" viewportProps={{ tabIndex: 0 }}>
            {(['action', 'sync'] as const).map((type) => (
              <Stack key={type} gap={0} mb="sm">
                <Text size="sm" c="dimmed" fw={500} px="sm">
                  {type === 'action' ? 'Actions' : 'Syncs'}
                </Text>
                {found
                  .filter((one) => one.type === type)
                  .map((one) => (
                    <NavLink
                      key={one.name}
                      component="button"
                      type="button"
                      label={one.name}
                      active={one === chosen}
                      onClick={() => {
                        choose(one);
                      }}
                    />
                  ))}
              </Stack>
            ))}
          </ScrollArea.Autosize>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 8, lg: 9 }}>
        {chosen && <FunctionPanel key={labelOf(chosen)} deployed={chosen} connection={connection} />}
      </Grid.Col>
    </Grid>
  );
}
