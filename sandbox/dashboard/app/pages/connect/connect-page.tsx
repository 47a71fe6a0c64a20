import { Anchor, Select } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';

import { Page } from '../../parts/page.js';
import { Empty, Failed, Loaded, Loading } from '../../parts/states.js';
import { sessionQuery } from '../../api/connections.js';
import { integrationsQuery, providerQuery, type Integration } from '../../api/integrations.js';
import { worldQuery } from '../../api/world.js';
import { ConnectForm } from './connect-form.js';

/** Where a customer connects a Halo: by itself, or opened by a connect link that carries a session. */
export default function ConnectPage() {
  const [params, setParams] = useSearchParams();
  const token = params.get('session_token') ?? undefined;
  const integrations = useQuery(integrationsQuery);
  const session = useQuery(token === undefined ? { queryKey: ['session'], queryFn: skipToken } : sessionQuery(token));
  if (session.isError) {
    return (
      <Page title="Connect">
        <Failed error={session.error} title="This link is not valid, or not any more" />
      </Page>
    );
  }
  if (token !== undefined && session.data === undefined) return <Loading />;
  const allowed = session.data?.allowed_integrations;
  return (
    <Page
      title="Connect"
      about="The form that a customer fills in. It is made from the provider definition and submitted through @nangohq/frontend, as in an application."
    >
      <Loaded query={integrations}>
        {(all) => {
          const open = all.filter((one) => allowed?.includes(one.unique_key) ?? true);
          const chosen = open.find((one) => one.unique_key === params.get('integration')) ?? open[0];
          if (!chosen) {
            return (
              <Empty
                title="Nothing can be connected yet"
                action={
                  <Anchor component={Link} to="/integrations">
                    Enable an integration first
                  </Anchor>
                }
              />
            );
          }
          return (
            <>
              {open.length > 1 && (
                <Select
                  label="Integration"
                  maw={320}
                  data={open.map((one) => ({ value: one.unique_key, label: one.display_name }))}
                  value={chosen.unique_key}
                  allowDeselect={false}
                  onChange={(key) => {
                    if (key !== null) setParams({ ...Object.fromEntries(params), integration: key });
                  }}
                />
              )}
              <Form key={chosen.unique_key} integration={chosen} session={token} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Form({ integration, session }: { readonly integration: Integration; readonly session: string | undefined }) {
  const provider = useQuery(providerQuery(integration.provider));
  const world = useQuery(worldQuery);
  return (
    <Loaded query={provider}>
      {(definition) => (
        <ConnectForm
          provider={definition}
          integration={integration.unique_key}
          session={session}
          tenant={world.data?.tenant ?? null}
        />
      )}
    </Loaded>
  );
}
