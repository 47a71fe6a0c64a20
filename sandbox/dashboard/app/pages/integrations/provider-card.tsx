import { Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { Ago } from '../../parts/time.js';
import { Failed } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { connectionsQuery } from '../../api/connections.js';
import { functionsQuery } from '../../api/functions.js';
import { deployFunctions, enableIntegration, type Integration, type Provider } from '../../api/integrations.js';

/** One provider: enabled or not, and the next step from there. */
export function ProviderCard({ provider, integration }: { provider: Provider; integration: Integration | undefined }) {
  return (
    <Card withBorder padding="lg" component="section" aria-label={provider.display_name}>
      <Stack gap="sm" h="100%">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {provider.display_name}
          </Title>
          <Badge variant="dot" color={integration ? 'green' : 'gray'} tt="none">
            {integration ? 'enabled' : 'not enabled'}
          </Badge>
        </Group>
        <Text size="sm" c="dimmed">
          {(provider.categories ?? []).join(', ')}; connects with client credentials ({provider.auth_mode}).
        </Text>
        {integration ? <Enabled integration={integration} /> : <NotEnabled provider={provider} />}
      </Stack>
    </Card>
  );
}

function NotEnabled({ provider }: { readonly provider: Provider }) {
  const enable = useChange({
    change: async () => {
      await enableIntegration(provider.name);
      return deployFunctions(provider.name);
    },
    stale: ['integrations', 'functions'],
    said: (functions) => `${provider.display_name} is enabled, with ${functions} functions.`,
    isShown: true,
  });
  return (
    <>
      {enable.isError && <Failed error={enable.error} title="It could not be enabled" />}
      <Group mt="auto">
        <Button
          onClick={() => {
            enable.mutate();
          }}
          loading={enable.isPending}
        >
          Enable {provider.display_name}
        </Button>
        {enable.isPending && (
          <Text size="sm" role="status">
            The functions are being deployed …
          </Text>
        )}
      </Group>
    </>
  );
}

function Enabled({ integration }: { readonly integration: Integration }) {
  const key = integration.unique_key;
  const functions = useQuery(functionsQuery(key));
  const connections = useQuery(connectionsQuery);
  const connected = connections.data?.filter((one) => one.provider_config_key === key).length;
  return (
    <>
      <Text size="sm">
        {functions.data?.length ?? '…'} functions, {connected ?? '…'} connections; enabled{' '}
        <Ago at={integration.created_at} />.
      </Text>
      <Group mt="auto">
        <Button component={Link} to={`/connect?integration=${encodeURIComponent(key)}`}>
          Connect a tenant
        </Button>
        <Button component={Link} to={`/integrations/${encodeURIComponent(key)}`} variant="default">
          Settings and functions
        </Button>
      </Group>
    </>
  );
}
