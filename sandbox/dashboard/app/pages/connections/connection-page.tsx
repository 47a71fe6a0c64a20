import { Anchor, Button, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';

import { Confirm } from '../../parts/confirm.js';
import { Page } from '../../parts/page.js';
import { Loaded } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { connectionParams } from '../../api/chosen-connection.js';
import { connectionsQuery, deleteConnection, keyOf, type Connection } from '../../api/connections.js';
import { DiagnosisPanel } from './diagnosis-panel.js';
import { IdentityPanel } from './identity-panel.js';
import { MetadataPanel } from './metadata-panel.js';

/** One connection: who it leads to, what is wrong with it, what it is told, and its end. */
export default function ConnectionPage() {
  const { integration, connection } = useParams();
  const connections = useQuery(connectionsQuery);
  return (
    <Loaded query={connections}>
      {(all) => {
        const found = all.find((one) => one.connection_id === connection && one.provider_config_key === integration);
        return found ? (
          <Details connection={found} />
        ) : (
          <Page title="Connection">
            <Text>
              This connection does not exist, or not any more.{' '}
              <Anchor component={Link} to="/connections">
                To the connections
              </Anchor>
            </Text>
          </Page>
        );
      }}
    </Loaded>
  );
}

function Details({ connection }: { readonly connection: Connection }) {
  const key = keyOf(connection);
  const navigate = useNavigate();
  const remove = useChange({
    change: () => deleteConnection(key),
    stale: ['connections', 'syncs', 'runs', 'records'],
    said: () => 'The connection is deleted.',
    onDone: () => void navigate('/connections'),
  });
  return (
    <Page
      title={`Connection ${key.connection}`}
      about={`Of the integration ${key.integration}.`}
      actions={
        <>
          <Button component={Link} to={`/syncs?${connectionParams(key)}`} variant="default">
            Syncs
          </Button>
          <Button component={Link} to={`/records?${connectionParams(key)}`} variant="default">
            Records
          </Button>
          <Confirm
            label="Delete the connection"
            loading={remove.isPending}
            onConfirm={() => {
              remove.mutate();
            }}
          >
            Its syncs end, and their records are deleted here. In Halo nothing changes.
          </Confirm>
        </>
      }
    >
      <Tabs defaultValue="identity" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="identity">Identity and warnings</Tabs.Tab>
          <Tabs.Tab value="settings">Settings</Tabs.Tab>
          <Tabs.Tab value="diagnosis">Diagnosis</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="identity" pt="md">
          <IdentityPanel connection={connection} />
        </Tabs.Panel>
        <Tabs.Panel value="settings" pt="md">
          <MetadataPanel connection={connection} />
        </Tabs.Panel>
        <Tabs.Panel value="diagnosis" pt="md">
          <DiagnosisPanel connection={key} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
