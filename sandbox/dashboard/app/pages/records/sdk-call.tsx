import { Accordion, Code, Stack } from '@mantine/core';

import { Copy } from '../../parts/json.js';
import type { ConnectionKey } from '../../api/client.js';

interface SdkCallProps {
  readonly connection: ConnectionKey;
  readonly model: string;
  readonly actions: readonly string[];
}

/** The lines with which an application reads these records. */
export function SdkCall({ connection, model, actions }: SdkCallProps) {
  const filter = actions.length === 0 ? '' : `\n  filter: '${actions.join(',')}',`;
  const text = `import { Nango } from '@nangohq/node';

const nango = new Nango({ host: '${window.location.origin}', apiKey: process.env['NANGO_SECRET_KEY'] ?? '' });
const { records, next_cursor } = await nango.listRecords({
  providerConfigKey: '${connection.integration}',
  connectionId: '${connection.connection}',
  model: '${model}',${filter}
});`;
  return (
    <Accordion variant="contained">
      <Accordion.Item value="call">
        <Accordion.Control>How an application reads these records</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="xs" align="flex-start">
            <Copy text={text} label="Copy the call" />
            <Code block w="100%" tabIndex={0} role="region" aria-label="The call">
              {text}
            </Code>
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
