import { SimpleGrid, Text } from '@mantine/core';

import { Facts } from '../../parts/facts.js';
import { Section } from '../../parts/page.js';
import { Ago } from '../../parts/time.js';
import type { Connection } from '../../api/connections.js';
import { identityOf, warningsOf } from '../../api/health.js';
import { Findings } from './findings.js';

/** Who and what the connection leads to, and what the check found although it works. */
export function IdentityPanel({ connection }: { readonly connection: Connection }) {
  const identity = identityOf(connection);
  const warnings = warningsOf(connection);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="xl">
      <Section title="At the other end">
        {identity ? (
          <Facts
            facts={[
              ['Product', identity.product],
              ['Version', identity.version],
              ['Tenant', identity.tenant_id],
              ['Acts as', identity.agent_name],
              ['API application', identity.application],
              ['Authorisation server', identity.authorisation_server],
              ['Connected', <Ago key="made" at={connection.created} />],
              ['Connected by', connection.end_user?.id],
            ]}
          />
        ) : (
          <Text c="dimmed">Halo is asked who it is some seconds after the connection was made.</Text>
        )}
      </Section>
      <Section title="Warnings">
        {warnings.length === 0 ? (
          <Text c="dimmed">The check of the connection found nothing that would not work.</Text>
        ) : (
          <Findings findings={warnings} />
        )}
      </Section>
    </SimpleGrid>
  );
}
