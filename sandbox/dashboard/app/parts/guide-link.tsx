import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import guide from '../../../../docs/connect.md?raw';

/** The headings of the guide's steps by their numbers. */
const titles = new Map(
  [...guide.matchAll(/^## (Step (\d+): .+)$/gm)].map(([, title = '', number = '']) => [number, title]),
);

/** How the guide calls a step, by the end of its address such as `step-1-find-your-halo-api-details`. */
function stepTitle(step: string): string {
  return titles.get(/^step-(\d+)-/.exec(step)?.[1] ?? '') ?? step;
}

/** A link to one step of the connect guide, which is part of the dashboard: it needs no network. */
export function GuideLink({ step, children }: { readonly step: string; readonly children?: ReactNode }) {
  return (
    <Anchor component={Link} to={`/guide#${step.replace(/^#/, '')}`} size="sm">
      {children ?? stepTitle(step.replace(/^#/, ''))}
    </Anchor>
  );
}

/** The same for a code such as `halo_no_token`, which the guide to troubleshooting explains. */
export function CodeLink({ code }: { readonly code: string }) {
  return (
    <Anchor component={Link} to={`/guide/troubleshooting#${code}`} size="sm" ff="monospace">
      {code}
    </Anchor>
  );
}
