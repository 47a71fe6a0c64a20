import type { Agent } from 'node:https';

import { Nango } from '@nangohq/node';
import type { ApiPublicIntegration, PostDeploy } from '@nangohq/types';
import cli from 'nango/package.json' with { type: 'json' };
import { z } from 'zod';

import { explainFailure, ServerRefusal } from './failure.js';
import type { DeployedFunction } from './functions.js';
import { DeployProblem } from './problem.js';
import type { Shipment } from './shipment.js';
import type { Target } from './target.js';

const named = z.object({ name: z.string(), providerConfigKey: z.string() });
const event = z.enum(['post-connection-creation', 'pre-connection-deletion', 'validate-connection']);
const differences = z.object({
  deletedSyncs: z.array(named.extend({ connections: z.number() })),
  deletedActions: z.array(named),
  deletedOnEventScripts: z.array(named.extend({ event })),
  deletedModels: z.array(z.string()),
});
const results = z.array(named.extend({ type: z.enum(['sync', 'action', 'on-event']), version: z.string() }));

/** What the server says that a deployment would remove. It leaves out the event functions of other integrations. */
export type Removals = z.infer<typeof differences>;
/** What the server says that it deployed. */
export type Confirmed = z.infer<typeof results>[number];

/** How long to wait for an answer, in milliseconds; deploying itself takes as long as it takes. */
const patience = 60_000;

/** An environment of a Nango server. Everything throws {@link DeployProblem}, whose message says what to do. */
export class Server {
  readonly #nango: Nango;

  constructor(
    readonly target: Target,
    httpsAgent?: Agent,
  ) {
    const onRejected = (error: unknown): never => {
      throw explainFailure(error, target);
    };
    this.#nango = new Nango(
      { host: target.url, apiKey: target.secretKey },
      {
        interceptors: { response: { onFulfilled: (answer) => answer, onRejected } },
        ...(httpsAgent && { httpsAgent }),
      },
    );
    this.#nango.http.defaults.timeout = patience;
  }

  async integrations(): Promise<ApiPublicIntegration[]> {
    return (await this.#nango.listIntegrations()).configs;
  }

  /** The functions of an integration that are active. */
  async functions(integration: string): Promise<DeployedFunction[]> {
    const found: DeployedFunction[] = [];
    for (let page = 0; ; page += 1) {
      const { data, pagination } = await this.#nango.listFunctions({ uniqueKey: integration }, { page, limit: 100 });
      for (const one of data) {
        const { type, name } = one;
        found.push({ integration, type, name, ...(one.type === 'on-event' && { event: one.event }) });
      }
      if (data.length === 0 || found.length >= pagination.total) return found;
    }
  }

  /**
   * The integrations that have event functions which a deployment would deactivate, possibly with some that were deleted: the
   * server still lists their event functions. This is one request for the whole environment, which asks what a deployment of an
   * empty project would remove; nothing else lists event functions across integrations.
   */
  async integrationsWithEvents(): Promise<string[]> {
    const { deletedOnEventScripts } = await this.#confirm(nothing, 'all');
    return [...new Set(deletedOnEventScripts.map(({ providerConfigKey }) => providerConfigKey))];
  }

  /** What the integration would lose. */
  removals(shipment: Shipment): Promise<Removals> {
    return this.#confirm(shipment, 'integration');
  }

  /**
   * Deploys. What the integration has beyond the shipment is removed, unless the mode is `single`, and every other event
   * function is deactivated.
   */
  async deploy(shipment: Shipment, mode: 'integration' | 'single' = 'integration'): Promise<Confirmed[]> {
    const body = { ...bodyOf(shipment, mode), reconcile: mode === 'integration', nangoYamlBody: '', source: 'repo' };
    try {
      return await this.#post('/sync/deploy', body, results, 0);
    } catch (error) {
      if (!(error instanceof DeployProblem) || error instanceof ServerRefusal) throw error;
      const message =
        'It had received everything by then, so the functions may or may not be deployed. Run this again to make sure.';
      throw new DeployProblem(`${error.message} ${message}`, { cause: error });
    }
  }

  #confirm(shipment: Contents, mode: Mode): Promise<Removals> {
    return this.#post('/sync/deploy/confirmation', bodyOf(shipment, mode), differences, patience);
  }

  async #post<T>(path: string, body: object, schema: z.ZodType<T>, timeout: number): Promise<T> {
    const { url, secretKey, host } = this.target;
    const headers = { authorization: `Bearer ${secretKey}` };
    const { data } = await this.#nango.http.post<unknown>(url + path, body, { headers, timeout });
    const answer = schema.safeParse(data);
    if (answer.success) return answer.data;
    throw new DeployProblem(`${host} does not answer as a Nango server does. Is NANGO_HOSTPORT its address?`);
  }
}

type Mode = NonNullable<PostDeploy['Body']['deployMode']>;
type Contents = Pick<Shipment, 'flows' | 'events'>;
const nothing: Contents = { flows: [], events: [] };

/** As the CLI of the installed version sends it. */
function bodyOf({ flows, events }: Contents, deployMode: Mode) {
  return {
    flowConfigs: flows,
    onEventScriptsByProvider: events,
    deployMode,
    reconcile: false,
    debug: false,
    sdkVersion: `${cli.version}-zero`,
  };
}
