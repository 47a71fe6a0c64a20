import { Alert, Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { useNavigate } from 'react-router';

import { CodeLink, GuideLink } from '../../parts/guide-link.js';
import { useChange } from '../../parts/use-change.js';
import { connect, createSession } from '../../api/connections.js';
import type { Provider } from '../../api/integrations.js';
import type { World } from '../../api/world.js';
import { fieldsOf, initialValues, problemOf, valuesFor, type ConnectField, type Values } from './fields.js';
import { readRefusal } from './refusal.js';

interface ConnectFormProps {
  readonly provider: Provider;
  readonly integration: string;
  /** The token of a connect link; without one the form asks for its own. */
  readonly session: string | undefined;
  readonly tenant: World['tenant'];
}

/** The Connect form that a provider definition describes, submitted as applications submit it. */
export function ConnectForm({ provider, integration, session, tenant }: ConnectFormProps) {
  const fields = fieldsOf(provider);
  const navigate = useNavigate();
  const form = useForm<Values>({
    initialValues: initialValues(fields),
    validate: Object.fromEntries(fields.map((field) => [field.name, (value: string) => problemOf(field, value)])),
  });
  const submit = useChange({
    change: async (values: Values) => {
      const { client_id: id = '', client_secret: secret = '' } = valuesFor(fields, values, 'credentials');
      return connect(integration, session ?? (await createSession(integration)), {
        params: valuesFor(fields, values, 'params'),
        credentials: { client_id: id, client_secret: secret },
      });
    },
    stale: ['connections', 'syncs', 'runs'],
    said: () => `${provider.display_name} is connected; the first syncs have begun.`,
    onDone: (id) => void navigate(`/connections/${encodeURIComponent(integration)}/${encodeURIComponent(id)}`),
    isShown: true,
  });
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        submit.mutate(values);
      })}
    >
      <Stack maw={620}>
        {tenant && (
          <Alert color="blue" title={`The simulated tenant ${tenant.hostname}`}>
            <Group justify="space-between">
              <Text size="sm" flex={1} miw={200}>
                It runs on this machine and takes the place of a customer&rsquo;s Halo.
              </Text>
              <Button
                variant="default"
                onClick={() => {
                  form.setValues(tenant.connect);
                  form.clearErrors();
                }}
              >
                Fill in its values
              </Button>
            </Group>
          </Alert>
        )}
        {fields.map((field) => (
          <Field key={field.name} field={field} {...form.getInputProps(field.name)} />
        ))}
        {submit.isError && <Refused error={submit.error} />}
        <Group>
          <Button type="submit" loading={submit.isPending}>
            Connect
          </Button>
          {provider.docs_connect !== undefined && (
            <Anchor href={provider.docs_connect} target="_blank" rel="noreferrer" size="sm">
              Nango&rsquo;s page about connecting (needs the internet)
            </Anchor>
          )}
        </Group>
      </Stack>
    </form>
  );
}

interface FieldProps {
  readonly field: ConnectField;
  readonly value?: string;
  readonly onChange?: (value: unknown) => void;
}

function Field({ field, ...input }: FieldProps) {
  const {
    name,
    title = name,
    description,
    example,
    optional = false,
    secret = false,
    prefix,
    doc_section: step,
  } = field;
  const common = {
    ...input,
    name,
    label: title,
    description: description && `${description}.`,
    placeholder: example,
    required: !optional,
    autoComplete: 'off',
    spellCheck: false,
    inputWrapperOrder: ['label', 'description', 'input', 'error'] as ('label' | 'description' | 'input' | 'error')[],
  };
  return (
    <Stack gap={4}>
      {secret ? (
        <PasswordInput {...common} visibilityToggleButtonProps={{ 'aria-label': `Show the ${title}`, tabIndex: 0 }} />
      ) : (
        <TextInput
          {...common}
          {...(prefix !== undefined && {
            leftSection: (
              <Text size="sm" c="dimmed">
                {prefix}
              </Text>
            ),
            leftSectionWidth: 68,
          })}
        />
      )}
      {step !== undefined && (
        <Text size="sm">
          Where to find it: <GuideLink to={step} />
        </Text>
      )}
    </Stack>
  );
}

function Refused({ error }: { readonly error: Error }) {
  const { message, code, step } = readRefusal(error);
  const alert = useRef<HTMLDivElement>(null);
  // It stands below a long form, and is what matters now.
  useEffect(() => {
    alert.current?.scrollIntoView({ block: 'center' });
  }, [error]);
  return (
    <Alert ref={alert} color="red" title="The connection was refused" role="alert">
      <Stack gap="xs">
        <Text size="sm">{message}</Text>
        <Group gap="lg">
          <GuideLink to={step} />
          {code.startsWith('halo_') ? (
            <CodeLink code={code} />
          ) : (
            <Text size="sm" ff="monospace">
              {code}
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}
