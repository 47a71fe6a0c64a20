import type { Connection } from './connect.js';
import type { Halo } from './halo.js';

export interface Served {
  /** The platform's address and keys. */
  readonly url: string;
  readonly secretKey: string;
  readonly signingKey: string;
  readonly halo: Halo;
  /** The dashboard's address. */
  readonly dashboard: string;
  readonly integration: string;
  /** Missing while nobody has connected. */
  readonly connection?: Connection | undefined;
}

/** What is running, and commands to try on it from another terminal, in the folder of this package. */
export function describeServed({
  url,
  secretKey,
  signingKey,
  halo,
  dashboard,
  integration,
  connection,
}: Served): string {
  const { title, simulated, living } = halo;
  const tenant = simulated === undefined ? title : `${title}, at https://127.0.0.1:${simulated.port}`;
  const change = living === undefined || living.life.isStill ? '' : ' It changes by itself; --still turns that off.';
  const serving = `Still serving, until Ctrl-C; what happens is shown below.${change}
  Halo         ${tenant}
  Nango        ${url}
  secret key   ${secretKey}
  signing key  ${signingKey}
  integration  ${integration}
${connection === undefined ? '' : `  connection   ${connection.connectionId}\n`}`;
  const tries = connection === undefined ? '' : `\n${commands({ url, secretKey, signingKey, connection })}\n`;
  return `${serving}${tries}\nDashboard: ${dashboard}`;
}

interface Commands extends Pick<Served, 'url' | 'secretKey' | 'signingKey'> {
  readonly connection: Connection;
}

function commands({ url, secretKey, signingKey, connection }: Commands): string {
  const { providerConfigKey, connectionId } = connection;
  // The CLI runs what was compiled before, and knows only the providers of its own package (docs/deploy.md).
  const dryRun =
    providerConfigKey === 'halo-psa'
      ? `
  npm run compile && cd integrations && NANGO_HOSTPORT=${url} NANGO_SECRET_KEY_DEV=${secretKey} npx nango dryrun agents ${connectionId} -e dev --auto-confirm --no-dependency-update
`
      : `
  The CLI's dry run works for halo-psa only. The dashboard has one for ${providerConfigKey} too, under Functions.
`;
  return `Try, in another terminal:
  curl -s '${url}/records?model=Ticket&limit=2' -H 'Authorization: Bearer ${secretKey}' -H 'Provider-Config-Key: ${providerConfigKey}' -H 'Connection-Id: ${connectionId}'

  node --input-type=module -e "import { Nango } from '@nangohq/node'; const nango = new Nango({ host: '${url}', apiKey: '${secretKey}' }); const { records } = await nango.listRecords({ providerConfigKey: '${providerConfigKey}', connectionId: '${connectionId}', model: 'Customer', limit: 2 }); console.log(records);"
${dryRun}
  NANGO_HOST=${url} NANGO_SECRET_KEY=${secretKey} NANGO_WEBHOOK_SIGNING_KEY=${signingKey} npm run example -- --connection ${connectionId} --integration ${providerConfigKey} --listen 3010
  curl -s -X PATCH '${url}/api/v1/environments/webhook' -H 'Authorization: Bearer ${secretKey}' -H 'content-type: application/json' -d '{"primary_url":"http://127.0.0.1:3010"}'`;
}
