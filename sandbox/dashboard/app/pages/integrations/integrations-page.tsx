import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { Page } from '../../parts/page.js';
import { Failed, Loading } from '../../parts/states.js';
import { haloProvidersQuery, integrationsQuery } from '../../api/integrations.js';
import { ProviderCard } from './provider-card.js';

/** What can be connected, and what is enabled. */
export function IntegrationsPage() {
  const providers = useQuery(haloProvidersQuery);
  const integrations = useQuery(integrationsQuery);
  const problem = providers.error ?? integrations.error;
  return (
    <Page
      title="Integrations"
      about="A provider definition says how to connect to a product. Enabling one makes it an integration: the functions are deployed to it, and customers can connect."
    >
      {problem && (
        <Failed error={problem} retry={() => void Promise.all([providers.refetch(), integrations.refetch()])} />
      )}
      {!problem && (!providers.data || !integrations.data) && <Loading />}
      {providers.data && integrations.data && (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          {providers.data.map((provider) => (
            <ProviderCard
              key={provider.name}
              provider={provider}
              integration={integrations.data.find((one) => one.provider === provider.name)}
            />
          ))}
        </SimpleGrid>
      )}
    </Page>
  );
}
