import { z } from 'zod';

import { refusalIn } from '../api.js';
import { largest } from '../probes/lib/search.js';
import { deployToSecond, deployTwins } from '../test-bed/second.js';
import { mark, type TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';
import { refusedConnection } from './events.js';
import { settled } from './race.js';

const Groups = z.array(z.object({ actions: z.array(z.object({ name: z.string() })) }));

/** Whether the server would take a function like this. Nothing is deployed: it is only asked for the differences. */
async function takes(bed: TestBed, changes: Record<string, unknown>): Promise<boolean> {
  const { api, integration } = bed.options;
  const { status } = await api.ask('POST', '/sync/deploy/confirmation', {
    flowConfigs: [
      {
        type: 'sync',
        syncName: 'asked-only',
        providerConfigKey: integration,
        models: ['Item'],
        runs: 'every day',
        endpoints: [],
        fileBody: { js: '', ts: '' },
        ...changes,
      },
    ],
    onEventScriptsByProvider: [],
    deployMode: 'single',
    reconcile: false,
    debug: false,
  });
  return status === 200;
}

export const deploymentChecks: readonly Check[] = [
  {
    name: 'deployments.limits',
    title: 'Sizes that a deployment may have',
    measure: async (bed) => {
      const { name, description, model } = bed.options.facts['deployments.limits'];
      return {
        name: await largest((n) => takes(bed, { syncName: 'n'.repeat(n) }), name),
        description: await largest((n) => takes(bed, { metadata: { description: 'd'.repeat(n) } }), description),
        model: await largest((n) => takes(bed, { models: ['M'.repeat(n)] }), model),
      };
    },
  },
  {
    name: 'events.deployment',
    title: 'What a deployment does to the event functions of others',
    isLast: true,
    measure: async (bed) => {
      if ((await refusedConnection(bed)) === undefined) throw new Error('the event function was not active before');
      await deployToSecond(bed, `second-${mark()}`);
      return (await refusedConnection(bed)) === undefined
        ? 'deactivates those of all integrations'
        : 'leaves other integrations alone';
    },
  },
  {
    name: 'deployments.listing',
    title: 'How GET /scripts/config groups functions',
    isLast: true,
    measure: async (bed) => {
      const action = `second-${mark()}`;
      await deployToSecond(bed, action);
      const groups = Groups.parse(await bed.options.nango.getScriptsConfig());
      const group = groups.find(({ actions }) => actions.some(({ name }) => name === action));
      if (group === undefined) throw new Error('the action that was just deployed is not listed');
      return group.actions.some(({ name }) => name === 'act') ? 'by provider' : 'by integration';
    },
  },
  {
    name: 'deployments.names',
    title: 'Where the code of a sync and an action of one name is kept',
    isLast: true,
    measure: async (bed) => {
      const { api, integration } = bed.options;
      const headers = { 'connection-id': await bed.connect(), 'provider-config-key': integration };
      const name = `twin-${mark()}`;
      await deployTwins(bed, name);
      const call = { action_name: name, input: {} };
      const { answer } = await settled(() => api.ask('POST', '/action/trigger', call, headers));
      if (answer.status === 200) return 'in files of their own';
      const refusal = refusalIn(answer);
      if (JSON.stringify(refusal.payload ?? refusal.text).includes('Incorrect script loaded')) return 'in one file';
      throw refusal;
    },
  },
];
