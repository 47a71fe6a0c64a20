import { Anchor, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { useChosenConnection } from '../api/chosen-connection.js';
import type { ConnectionKey } from '../api/client.js';
import { keyOf, type Connection } from '../api/connections.js';
import { identityOf } from '../api/health.js';
import { Empty, Loaded } from './states.js';

interface PickedProps {
  readonly children: (key: ConnectionKey) => ReactNode;
}

const valueOf = ({ integration, connection }: ConnectionKey): string => `${integration}/${connection}`;

/** What a page shows of one connection, with the choice between them when there are several. */
export function Picked({ children }: PickedProps) {
  const { connections, chosen, choose } = useChosenConnection();
  return (
    <Loaded query={connections}>
      {(all) => {
        if (!chosen) {
          return (
            <Empty
              title="No tenant is connected yet"
              action={
                <Anchor component={Link} to="/connect">
                  Connect one
                </Anchor>
              }
            >
              What stands here belongs to a connection.
            </Empty>
          );
        }
        const key = keyOf(chosen);
        return (
          <>
            {all.length > 1 && (
              <Select
                label="Connection"
                maw={420}
                searchable
                allowDeselect={false}
                data={all.map((one) => ({ value: valueOf(keyOf(one)), label: labelOf(one) }))}
                value={valueOf(key)}
                onChange={(value) => {
                  const next = all.find((one) => valueOf(keyOf(one)) === value);
                  if (next) choose(keyOf(next));
                }}
              />
            )}
            {children(key)}
          </>
        );
      }}
    </Loaded>
  );
}

function labelOf(connection: Connection): string {
  const product = identityOf(connection)?.product;
  return `${connection.connection_id} (${product ?? connection.provider_config_key})`;
}
