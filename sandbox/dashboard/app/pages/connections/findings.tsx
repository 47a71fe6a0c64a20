import { Alert, Group, Stack, Text } from '@mantine/core';

import { CodeLink, GuideLink } from '../../parts/guide-link.js';
import { withoutStep } from '../../parts/guide-steps.js';
import type { Finding } from '../../api/health.js';

const colours = { error: 'red', warning: 'yellow', note: 'blue' } as const;
const titles = { error: 'Error', warning: 'Warning', note: 'Worth knowing' } as const;

/** What an examination found, each with the step of the guide that fixes it. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <Stack gap="sm">
      {findings.map(({ code, severity, message, step, syncs }) => (
        <Alert key={`${code} ${message}`} color={colours[severity]} title={titles[severity]}>
          <Stack gap="xs">
            <Text size="sm">{withoutStep(message)}</Text>
            {syncs.length > 0 && <Text size="sm">It concerns {syncs.join(', ')}.</Text>}
            <Group gap="lg">
              <GuideLink to={step} />
              <CodeLink code={code} />
            </Group>
          </Stack>
        </Alert>
      ))}
    </Stack>
  );
}
