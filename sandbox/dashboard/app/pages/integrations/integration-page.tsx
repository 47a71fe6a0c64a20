import { Anchor, Button, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { Confirm } from '../../parts/confirm.js';
import { Facts } from '../../parts/facts.js';
import { Page, Section } from '../../parts/page.js';
import { Loaded } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import {
  deleteIntegration,
  deployFunctions,
  integrationSettingsQuery,
  integrationsQuery,
  providerQuery,
  saveScopes,
  type Integration,
} from '../../api/integrations.js';
import { FunctionsTable } from './functions-table.js';

/** One integration: what it was made from, what it asks for, and what is deployed on it. */
export default function IntegrationPage() {
  const { key = '' } = useParams();
  const integrations = useQuery(integrationsQuery);
  return (
    <Loaded query={integrations}>
      {(all) => {
        const integration = all.find((one) => one.unique_key === key);
        return integration ? (
          <Details integration={integration} />
        ) : (
          <Page title={key}>
            <Text>
              There is no integration of this name.{' '}
              <Anchor component={Link} to="/integrations">
                To the integrations
              </Anchor>
            </Text>
          </Page>
        );
      }}
    </Loaded>
  );
}

function Details({ integration }: { readonly integration: Integration }) {
  const key = integration.unique_key;
  const navigate = useNavigate();
  const deploy = useChange({
    change: () => deployFunctions(key),
    stale: ['functions', 'syncs'],
    said: (functions) => `${functions} functions are deployed.`,
  });
  const remove = useChange({
    change: () => deleteIntegration(key),
    stale: ['integrations', 'connections'],
    said: () => `${integration.display_name} is deleted.`,
    onDone: () => void navigate('/integrations'),
  });
  return (
    <Page
      title={integration.display_name}
      about="What the provider definition says, what is asked for, and the functions that are deployed."
      actions={
        <>
          <Button
            variant="default"
            onClick={() => {
              deploy.mutate();
            }}
            loading={deploy.isPending}
          >
            Deploy again
          </Button>
          <Confirm
            label="Delete the integration"
            loading={remove.isPending}
            onConfirm={() => {
              remove.mutate();
            }}
          >
            Its connections, their records and its functions are deleted with it.
          </Confirm>
        </>
      }
    >
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
        <Section title="Definition">
          <Definition provider={integration.provider} integration={key} />
        </Section>
        <Section title="Permissions to ask for">
          <Scopes integration={key} />
        </Section>
      </SimpleGrid>
      <Section title="Functions">
        <FunctionsTable integration={key} />
      </Section>
    </Page>
  );
}

function Definition({ provider, integration }: { readonly provider: string; readonly integration: string }) {
  const query = useQuery(providerQuery(provider));
  return (
    <Loaded query={query} lines={3}>
      {(definition) => (
        <Facts
          facts={[
            ['Integration', integration],
            ['Provider', definition.name],
            ['Credentials', definition.auth_mode],
            ['Address of the API', definition.proxy?.base_url],
            ['Address of tokens', typeof definition.token_url === 'string' ? definition.token_url : undefined],
          ]}
        />
      )}
    </Loaded>
  );
}

function Scopes({ integration }: { readonly integration: string }) {
  const settings = useQuery(integrationSettingsQuery(integration));
  return (
    <Loaded query={settings} lines={2}>
      {({ oauth_scopes: scopes }) => <ScopesForm integration={integration} scopes={scopes ?? ''} />}
    </Loaded>
  );
}

function ScopesForm({ integration, scopes }: { readonly integration: string; readonly scopes: string }) {
  const [value, setValue] = useState(scopes);
  const save = useChange({
    change: () => saveScopes(integration, value),
    stale: ['integrations'],
    said: () => 'The permissions are saved. They take effect with the next token.',
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Group align="flex-end">
        <TextInput
          flex={1}
          label="Scopes"
          description='Separated by commas. "all" means everything that the Permissions tab of the API application allows; a connection may ask for less.'
          value={value}
          onChange={(event) => {
            setValue(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" loading={save.isPending} disabled={value === scopes}>
          Save
        </Button>
      </Group>
    </form>
  );
}
