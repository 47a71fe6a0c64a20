import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';

import { Json } from '../../parts/json.js';
import { Section } from '../../parts/page.js';
import { SchemaForm } from '../../parts/schema-form.js';
import { Failed, Loading } from '../../parts/states.js';
import { useChange } from '../../parts/use-change.js';
import type { ConnectionKey } from '../../api/client.js';
import { dryRun, inputSchemaOf, triggerAction, type DeployedFunction } from '../../api/functions.js';
import { DryRunReport } from './dry-run-report.js';

interface FunctionPanelProps {
  readonly deployed: DeployedFunction;
  readonly connection: ConnectionKey;
}

/** One function: its input as a form, a dry run, and for an action the real call. */
export function FunctionPanel({ deployed, connection }: FunctionPanelProps) {
  const { name, type, description, version, scopes } = deployed;
  // A sync takes its settings from the connection's metadata, so there is nothing to fill in.
  const schema = type === 'action' ? inputSchemaOf(deployed) : undefined;
  const [input, setInput] = useState<unknown>({});
  const run = useChange({
    change: (given: unknown) => triggerAction(connection, name, given),
    stale: ['logs', 'records', 'connections'],
    isShown: true,
  });
  const dry = useChange({
    change: (given: unknown) => dryRun(connection, deployed, given),
    stale: ['logs'],
    isShown: true,
  });
  const [isDry, setIsDry] = useState(true);
  const submit = (given: unknown): void => {
    (isDry ? run : dry).reset();
    if (isDry) dry.mutate(given);
    else run.mutate(given);
  };
  const buttons = (
    <Group>
      <Button
        type="submit"
        variant="default"
        loading={dry.isPending}
        onClick={() => {
          setIsDry(true);
        }}
      >
        Dry run
      </Button>
      {type === 'action' && (
        <Button
          type="submit"
          loading={run.isPending}
          onClick={() => {
            setIsDry(false);
          }}
        >
          Run the action
        </Button>
      )}
    </Group>
  );
  return (
    <Stack>
      <div>
        <Title order={2} size="h3">
          {name}
        </Title>
        <Text c="dimmed">
          {description}. {version !== undefined && `Version ${version}.`}{' '}
          {scopes !== undefined && scopes.length > 0 && `Needs ${scopes.join(', ')}.`}
        </Text>
      </div>
      {schema ? (
        <SchemaForm schema={schema} value={input} onChange={setInput} onSubmit={submit}>
          {buttons}
        </SchemaForm>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit(undefined);
          }}
        >
          {buttons}
        </form>
      )}
      {(run.isPending || dry.isPending) && <Loading />}
      {run.isError && <Failed error={run.error} title="The action failed" />}
      {dry.isError && <Failed error={dry.error} title="The dry run failed" />}
      {run.isSuccess && (
        <Section title="Answer">
          <Json value={run.data ?? null} label="the answer" />
        </Section>
      )}
      {dry.data && <DryRunReport report={dry.data} />}
    </Stack>
  );
}
