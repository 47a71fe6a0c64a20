import { join } from 'node:path';

import { program } from 'commander';

import { runCommand } from './command/command.js';
import { loadEnvironment } from './deploy/environment.js';
import { DeployProblem } from './deploy/problem.js';
import type { Halo } from './start/halo.js';
import { defaultSizes } from './start/options.js';
import { StartProblem } from './start/problem.js';
import { readRemote } from './start/remote.js';
import { surveyFile, writeSurvey } from './survey/file.js';
import { SurveyProblem } from './survey/problem.js';
import { renderSurvey } from './survey/table.js';

interface Flags {
  simulated?: true;
  json?: true;
  out: string;
}

async function open({ simulated }: Flags): Promise<Halo> {
  const { openRemote, startSimulated } = await import('./start/halo.js');
  if (simulated) return startSimulated(defaultSizes);
  const remote = readRemote(await loadEnvironment(join(import.meta.dirname, '..'), process.env));
  if (remote === undefined) {
    throw new SurveyProblem(
      'Set HALO_HOSTNAME, HALO_CLIENT_ID and HALO_CLIENT_SECRET (in the environment or in .env) to survey your tenant, ' +
        'or add --simulated to survey the simulated one.',
    );
  }
  return openRemote(remote);
}

async function run(flags: Flags): Promise<void> {
  // Loaded only now, so that a wrong option is reported at once.
  const { createHttpTransport } = await import('../sandbox/platform/index.js');
  const { SurveyedHalo } = await import('./survey/halo.js');
  const { survey } = await import('./survey/survey.js');
  const halo = await open(flags);
  const transport = createHttpTransport([...halo.routes]);
  try {
    console.log(`This asks the ${halo.title} about 150 times and changes nothing.`);
    const { hostname, clientId, clientSecret, form } = halo;
    const { oauth_scopes: scopes, resource_server: resourceServer, token_url: tokenUrl } = form;
    const asked = new SurveyedHalo(
      { hostname, clientId, clientSecret, scopes, resourceServer, tokenUrl },
      transport.send,
    );
    const result = await survey(asked);
    await writeSurvey(flags.out, result);
    console.log(renderSurvey(result));
    console.log(`${flags.out} has the answers without any value, name, id or host: it may be passed on.`);
    const assumptions = result.assumptions.map(({ name, result: found, detail }) => ({ name, result: found, detail }));
    if (flags.json) console.log(JSON.stringify({ assumptions }));
  } finally {
    await transport.close();
    await halo.close();
  }
}

await runCommand(
  () =>
    program
      .name('npm run survey --')
      .description(
        'Asks a Halo tenant which of the assumptions of docs/assumptions.md hold there. It only reads. The tenant is that ' +
          'of HALO_HOSTNAME, HALO_CLIENT_ID and HALO_CLIENT_SECRET in the environment or in .env.',
      )
      .option('--simulated', 'ask the simulated tenant instead, for which no account is needed')
      .option('--out <file>', 'where the answers are written to', surveyFile)
      .option('--json', 'make the last line of output one JSON object with the findings')
      .allowExcessArguments(false)
      .action(run)
      .parseAsync(),
  { problems: [SurveyProblem, StartProblem, DeployProblem] },
);
