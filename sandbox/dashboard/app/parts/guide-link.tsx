import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

import { stepIn } from './guide-steps.js';

/**
 * A link to one step of the connect guide, which is part of the dashboard: it needs no network.
 * @param to the step's slug, or a sentence that names it; nothing is shown for a text without a step
 */
export function GuideLink({ to }: { readonly to: string | undefined }) {
  const step = stepIn(to);
  if (!step) return null;
  return (
    <Anchor component={Link} to={`/guide#${step.slug}`} size="sm">
      {step.title}
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
