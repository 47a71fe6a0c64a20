import { Anchor, AppShell, Burger, Group, NavLink, ScrollArea, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { Link, Outlet, useLocation } from 'react-router';

import { Loading } from '../parts/states.js';
import { useLiveUpdates } from '../api/events.js';
import { worldQuery } from '../api/world.js';
import { ColourScheme } from './colour-scheme.js';
import { Progress } from './progress.js';
import styles from './shell.module.css';

const places = [
  ['/integrations', 'Integrations'],
  ['/connect', 'Connect'],
  ['/connections', 'Connections'],
  ['/syncs', 'Syncs'],
  ['/records', 'Records'],
  ['/functions', 'Functions'],
  ['/logs', 'Logs'],
] as const;

/** What stands around every page: the way to the others, and how far `npm start` has got. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { pathname, search } = useLocation();
  const world = useQuery(worldQuery);
  useLiveUpdates();
  // The connection that one page is about is what the next one is about.
  const kept = new URLSearchParams(search);
  for (const name of [...kept.keys()]) if (name !== 'integration' && name !== 'connection') kept.delete(name);
  const tail = kept.size === 0 ? '' : `?${kept.toString()}`;
  const isHere = (to: string): boolean => pathname === to || pathname.startsWith(`${to}/`);
  const link = ([to, label]: readonly [string, string]) => (
    <NavLink
      key={to}
      component={Link}
      to={`${to}${tail}`}
      label={label}
      active={isHere(to)}
      onClick={close}
      aria-current={isHere(to) ? 'page' : undefined}
    />
  );
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 210, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="lg"
    >
      <a href="#content" className={styles['skip']}>
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Pages" />
            <Anchor component={Link} to="/integrations" c="inherit" fw={700} underline="never">
              Halo PSA for Nango
            </Anchor>
            <Text c="dimmed" size="sm" visibleFrom="sm">
              local platform
            </Text>
          </Group>
          <ColourScheme />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <ScrollArea type="auto">
          {places.map(link)}
          {world.data?.tenant && link(['/other-side', 'The other side'])}
          {link(['/guide', 'Guide'])}
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={styles['main']}>
        <Progress />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}
