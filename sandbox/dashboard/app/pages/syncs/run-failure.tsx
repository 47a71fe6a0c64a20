import { Alert, Group, Stack, Text } from '@mantine/core';
import * as z from 'zod';

import { CodeLink, GuideLink } from '../../parts/guide-link.js';
import { withoutStep } from '../../parts/guide-steps.js';
import type { Run } from '../../api/syncs.js';

const known = z.looseObject({ code: z.string().optional(), step: z.string().optional() });

/** Why a run failed: the function's sentence, its code, and the step of the guide when it is a matter of set-up. */
export function RunFailure({ error }: { readonly error: NonNullable<Run['error']> }) {
  const { code, step } = known.safeParse(error.payload).data ?? {};
  return (
    <Alert color="red" title="The last run failed" role="alert">
      <Stack gap="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {withoutStep(error.message)}
        </Text>
        <Group gap="lg">
          <GuideLink to={step === undefined || step === '' ? error.message : step} />
          {code?.startsWith('halo_') === true ? (
            <CodeLink code={code} />
          ) : (
            <Text size="sm" ff="monospace">
              {code ?? error.type}
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
