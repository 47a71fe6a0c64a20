import { Alert, Stack, Text } from '@mantine/core';

import { Json } from '../../parts/json.js';
import { LogLines } from '../../parts/log-lines.js';
import { Section } from '../../parts/page.js';
import { duration } from '../../parts/time.js';
import type { DryRun } from '../../api/functions.js';

/** What a function did in a dry run, and what it would have saved and deleted. */
export function DryRunReport({ report }: { readonly report: DryRun }) {
  const { success, output, error, requests, ms, saved, deleted, checkpoint, logs } = report;
  return (
    <Stack>
      <Alert color={success ? 'green' : 'red'} title={success ? 'The dry run succeeded' : 'The dry run failed'}>
        <Text size="sm">
          {error === undefined ? '' : `${error.message} `}
          {requests} {requests === 1 ? 'request' : 'requests'}, {duration(ms)}. Nothing of it was kept.
        </Text>
      </Alert>
      {output !== undefined && (
        <Section title="Answer">
          <Json value={output} label="the answer" />
        </Section>
      )}
      {Object.entries(saved).map(([model, { count, records }]) => (
        <Section key={model} title={`Would save ${count.toLocaleString('en')} of ${model}`}>
          <Json value={records} label={`the first ${records.length} records`} />
        </Section>
      ))}
      {Object.entries(deleted).map(([model, { count, ids }]) => (
        <Section key={model} title={`Would delete ${count.toLocaleString('en')} of ${model}`}>
          <Json value={ids} label="the ids" height={160} />
        </Section>
      ))}
      {checkpoint && (
        <Section title="Checkpoint that it would keep">
          <Json value={checkpoint} label="that checkpoint" height={200} />
        </Section>
      )}
      {logs.length > 0 && (
        <Section title="Log">
          <LogLines messages={logs} />
        </Section>
      )}
    </Stack>
  );
}
