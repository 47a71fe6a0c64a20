import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { parseDeclarations } from '../../scripts/contract/declarations.js';

const file = fileURLToPath(new URL('../../integrations/.nango/nango.json', import.meta.url));

/** What the CLI compiled: the syncs that are deployed, with their models and schemas. The test set-up has compiled it. */
export function deployedSyncs() {
  const integration = parseDeclarations(readFileSync(file, 'utf8')).find(
    ({ providerConfigKey }) => providerConfigKey === 'halo-psa',
  );
  if (!integration) throw new Error('integrations/.nango/nango.json holds no halo-psa');
  return integration.syncs;
}
