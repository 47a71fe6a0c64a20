import { Anchor, Grid, Select, Stack, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';

import { Page, Section } from '../../parts/page.js';
import { Empty, Loaded } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import { setStill, tenantQuery, type Tenant } from '../../api/tenant.js';
import { worldQuery } from '../../api/world.js';
import { ChangesList } from './changes-list.js';
import { Moods } from './moods.js';
import { TenantRecords } from './tenant-records.js';

/** The simulated tenant: what a customer's colleagues do in Halo, done here. */
export default function OtherSidePage() {
  const world = useQuery(worldQuery);
  return (
    <Page
      title="The other side"
      about={
        <>
          The simulated Halo itself. Change something here, and watch it arrive among the{' '}
          <Anchor component={Link} to="/records">
            records
          </Anchor>{' '}
          with the next run of its sync.
        </>
      }
    >
      <Loaded query={world}>
        {({ tenant }) =>
          tenant ? (
            <Simulated />
          ) : (
            <Empty title="The tenant is a real one">It is only read, so nothing can be changed here.</Empty>
          )
        }
      </Loaded>
    </Page>
  );
}

function Simulated() {
  const tenant = useQuery(tenantQuery);
  return <Loaded query={tenant}>{(data) => <Both tenant={data} />}</Loaded>;
}

function Both({ tenant }: { readonly tenant: Tenant }) {
  const [params, setParams] = useSearchParams();
  const kind = tenant.kinds.find((one) => one.kind === params.get('kind')) ?? tenant.kinds[0];
  const still = useChange({
    change: (isStill: boolean) => setStill(isStill),
    stale: ['tenant', 'world'],
  });
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, lg: 9 }}>
        {kind && (
          <Stack>
            <Select
              label="Kind of record"
              maw={320}
              searchable
              allowDeselect={false}
              data={tenant.kinds.map(({ kind: name, count }) => ({
                value: name,
                label: `${name} (${count.toLocaleString('en')})`,
              }))}
              value={kind.kind}
              onChange={(value) => {
                setParams((current) => {
                  const next = new URLSearchParams(current);
                  next.set('kind', value ?? kind.kind);
                  return next;
                });
              }}
            />
            <TenantRecords key={kind.kind} kind={kind} />
          </Stack>
        )}
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 3 }}>
        <Stack gap="xl">
          <Section title="Moods">
            <Switch
              label="Changes by itself"
              description="Somebody works in Halo: a ticket here, a customer there."
              checked={!tenant.isStill}
              disabled={still.isPending}
              onChange={(event) => {
                still.mutate(!event.currentTarget.checked);
              }}
            />
            <Moods />
          </Section>
          <Section title="Done lately">
            <ChangesList changes={tenant.changes} />
          </Section>
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
