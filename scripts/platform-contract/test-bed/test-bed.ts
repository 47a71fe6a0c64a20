import { randomBytes } from 'node:crypto';

import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import type { Facts } from '../../../sandbox/platform/index.js';
import type { Compiled } from '../../deploy/compiled.js';
import { refusalIn, type Api } from '../api.js';
import { until, type Patience } from '../polling.js';
import { Answer, type Step } from '../probes/lib/step.js';
import type { Belongings } from './belongings.js';
import type { Tenant } from './tenant.js';

export interface TestBedOptions {
  readonly nango: Nango;
  readonly api: Api;
  /** What is expected. */
  readonly facts: Facts;
  /** The integration with the probes, and a second one of the same provider with nothing in it at first. */
  readonly integration: string;
  readonly second: string;
  readonly tenant: Tenant | undefined;
  readonly patience: Patience;
  readonly belongings: Belongings;
  readonly compiled: Compiled;
  readonly signal: AbortSignal;
}

export interface ConnectOptions {
  readonly id?: string;
  readonly config?: Record<string, unknown>;
  readonly clientId?: string;
  /** Milliseconds from now; without it the token is taken as it is. */
  readonly expiresInMs?: number;
}

/** How a sync is triggered. */
export interface Trigger {
  readonly reset?: boolean;
  readonly emptyCache?: boolean;
}

const found = z.object({ answers: z.array(Answer) });

/** A word that is in no other request or record. */
export const mark = (): string => randomBytes(6).toString('hex');

/** What the checks work with: one server, two integrations of its own with probes, and perhaps a tenant. */
export class TestBed {
  /** The longest time that a triggered run took until its answers could be read, in milliseconds. */
  longestWait = 0;

  constructor(readonly options: TestBedOptions) {}

  /** Imports a connection with made-up credentials, which asks no token of anybody. @throws Refused */
  async connect(options: ConnectOptions = {}): Promise<string> {
    const { id = `contract-${mark()}`, config = {}, clientId = 'client', expiresInMs } = options;
    const { api, tenant, integration } = this.options;
    const expiry = expiresInMs === undefined ? {} : { expires_at: new Date(Date.now() + expiresInMs).toISOString() };
    this.options.signal.throwIfAborted();
    this.own(id);
    await api.call('POST', '/connections', {
      provider_config_key: integration,
      connection_id: id,
      connection_config: { hostname: tenant?.hostname ?? 'contract.invalid', ...config },
      credentials: {
        type: 'OAUTH2_CC',
        token: 'placeholder',
        client_id: clientId,
        client_secret: 'made-up',
        ...expiry,
      },
    });
    return id;
  }

  /** Notes a connection that was made, or is about to be, so that it is removed in the end. */
  own(id: string): void {
    this.options.belongings.add(`the connection ${id}`, () => this.disconnect(id));
  }

  /** Deletes a connection; it is not an error if it does not exist. @throws Refused */
  async disconnect(id: string): Promise<void> {
    const { api, integration } = this.options;
    const answer = await api.ask('DELETE', `/connections/${id}?provider_config_key=${integration}`);
    const isGone = answer.status === 404 || refusalIn(answer).code === 'unknown_connection';
    if (answer.status >= 400 && !isGone) throw refusalIn(answer);
  }

  /**
   * A connection for a probe that syncs. What its creation sets off is over when this returns, so that it does not write
   * into the metadata at the same time as a check.
   */
  async connectForSync(): Promise<string> {
    const id = await this.connect();
    const { nango, integration } = this.options;
    await this.until('post-connection-creation to run', async () => {
      const metadata = await nango.getMetadata<Record<string, unknown>>(integration, id);
      return metadata['created'] === true ? true : undefined;
    });
    return id;
  }

  /** Lets the action do steps. @throws what the client throws when the action fails */
  async act(connection: string, steps: readonly Step[]): Promise<Answer[]> {
    const { nango, integration } = this.options;
    return found.parse(await nango.triggerAction(integration, connection, 'act', { steps })).answers;
  }

  /** Lets the action do one step. @throws Error when the step failed */
  async actOne(connection: string, step: Step): Promise<unknown> {
    return valueOf((await this.act(connection, [step]))[0]);
  }

  /** Lets the sync do steps in one run, and waits until the run is over. */
  async sync(connection: string, steps: readonly Step[], trigger: Trigger = {}): Promise<Answer[]> {
    const order = await this.order(connection, steps);
    const begun = performance.now();
    await this.trigger(connection, trigger);
    const answers = await this.answersTo(order, connection);
    this.longestWait = Math.max(this.longestWait, performance.now() - begun);
    await this.settled(connection);
    return answers;
  }

  /** Puts steps where the sync will find them. Returns the order's number. */
  async order(connection: string, steps: readonly Step[]): Promise<string> {
    const { nango, integration } = this.options;
    const order = mark();
    await nango.setMetadata(integration, connection, { order, steps });
    return order;
  }

  /** A new connection gets its syncs some moments later. */
  async trigger(connection: string, { reset = false, emptyCache = false }: Trigger): Promise<void> {
    const { api, integration } = this.options;
    const body = {
      syncs: ['steps'],
      provider_config_key: integration,
      connection_id: connection,
      opts: { reset, emptyCache },
    };
    await this.until('the connection to get its syncs', async () => {
      const answer = await api.ask('POST', '/sync/trigger', body);
      if (answer.status === 200) return true;
      const refusal = refusalIn(answer);
      if (refusal.code === 'no_syncs_found') return undefined;
      throw refusal;
    });
  }

  /** What the probe noted under an order. */
  answersTo(order: string, connection: string): Promise<Answer[]> {
    return this.until('a run of the probe', async () => {
      const { records } = await this.records(connection, { model: 'Finding', ids: [order] });
      const text: unknown = records[0]?.['answers'];
      return typeof text === 'string' ? z.array(Answer).parse(JSON.parse(text)) : undefined;
    });
  }

  /** Waits until no run of the connection's sync is under way. */
  async settled(connection: string): Promise<void> {
    const { nango, integration } = this.options;
    await this.until('the run to end', async () => {
      const { syncs } = await nango.syncStatus(integration, ['steps'], connection);
      return syncs.some(({ status }) => status === 'RUNNING') ? undefined : true;
    });
  }

  /** Records over the public API. */
  records(
    connection: string,
    query: { model?: string; ids?: string[]; filter?: 'added' | 'updated' | 'deleted' } = {},
  ) {
    const { nango, integration: providerConfigKey } = this.options;
    const base = { providerConfigKey, connectionId: connection, model: 'Item', limit: 1000 };
    return nango.listRecords<Record<string, unknown> & { id: string }>({ ...base, ...query });
  }

  until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    return until(what, this.options.patience, ask, this.options.signal);
  }
}

/** What a step came to. @throws Error with its message when it failed */
export function valueOf(answer: Answer | undefined): unknown {
  if (answer === undefined) throw new Error('the probe did not do the step');
  if ('error' in answer) throw new Error(answer.error);
  return answer.value;
}
