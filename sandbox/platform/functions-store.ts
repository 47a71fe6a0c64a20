import type { DeployedFlow, Deployment } from './deploy.js';
import { eventDocument, flowDocument } from './function-documents.js';
import { unknownIntegration } from './failure.js';
import type { Facts } from './profile/facts.js';
import type { FunctionDocument } from './state/documents.js';
import { nextNumber, type State } from './state/state.js';

/** The deployed functions of one platform. What is here is active: the rest of the real server's table has no effect. */
export class Functions {
  constructor(
    private readonly state: State,
    private readonly now: () => number,
    private readonly facts: Pick<Facts, 'events.deployment' | 'deployments.names'>,
  ) {}

  find(integration: string, type: 'sync' | 'action', name: string): FunctionDocument | undefined {
    return this.state.functions.get(`${integration}/${type}/${name}`);
  }

  /** Oldest deployment first. */
  of(integration: string): FunctionDocument[] {
    return this.state.functions
      .values()
      .filter((known) => known.integration === integration && !known.orphaned)
      .sort((one, other) => one.number - other.number);
  }

  /** Event functions in the order in which they were sent, which is all that the real server's query gives them. */
  forEvent(integration: string, event: FunctionDocument['event']): FunctionDocument[] {
    return this.of(integration).filter((known) => known.event === event);
  }

  /** Event functions of the whole environment, those of deleted integrations included. */
  events(): FunctionDocument[] {
    return this.state.functions.values().filter(({ type }) => type === 'on-event');
  }

  /**
   * The syncs and actions that a deployment removes because it lacks them: those of its first function's integration
   * (mode `integration`) or of the environment (mode `all`, which reaches the functions of other projects).
   */
  outdated({ flowConfigs, deployMode }: Deployment): FunctionDocument[] {
    const [first] = flowConfigs;
    if (deployMode === 'single' || !first) return [];
    const kept = new Set(flowConfigs.map((flow) => `${flow.providerConfigKey}/${flow.type}/${flow.syncName}`));
    return this.state.functions
      .values()
      .filter(({ type, source }) => type !== 'on-event' && source === 'repo')
      .filter(({ integration }) => deployMode === 'all' || integration === first.providerConfigKey)
      .filter(({ id }) => !kept.has(id));
  }

  /**
   * Stores what was sent. A deployment without syncs and actions stores nothing. One that carries a list of event functions,
   * even an empty one, first deactivates every event function of the environment, whatever its mode, where the profile does
   * not say otherwise.
   *
   * @throws ApiFailure unknown_provider_config before anything is stored; event functions of such integrations are skipped
   */
  async deploy({ flowConfigs, onEventScriptsByProvider, ...sent }: Deployment): Promise<FunctionDocument[]> {
    for (const { providerConfigKey } of flowConfigs) {
      if (!this.state.integrations.get(providerConfigKey)) throw unknownIntegration(providerConfigKey);
    }
    if (flowConfigs.length === 0) return [];
    const common = {
      sdkVersion: sent.sdkVersion ?? null,
      source: sent.source ?? 'repo',
      updated_at: new Date(this.now()).toISOString(),
    };
    const deployed: FunctionDocument[] = [];
    for (const flow of flowConfigs) deployed.push(await this.#store(flowDocument(flow, this.#before(flow), common)));
    if (!onEventScriptsByProvider) return deployed;

    const before = this.#replaced(flowConfigs, onEventScriptsByProvider);
    for (const { id } of before) await this.state.functions.delete(id);
    for (const { providerConfigKey: integration, scripts } of onEventScriptsByProvider) {
      if (!this.state.integrations.get(integration)) continue;
      for (const script of scripts) {
        deployed.push(await this.#store(eventDocument(integration, script, before, common)));
      }
    }
    return deployed;
  }

  /** Keeps an event function of an integration that is gone where only the confirmation of a deployment finds it. */
  async orphan(event: FunctionDocument): Promise<void> {
    await this.state.functions.delete(event.id);
    await this.state.functions.set({ ...event, id: `orphaned/${event.number}`, orphaned: true });
  }

  /** The event functions that a deployment replaces by those that it brings along. */
  #replaced(flows: Deployment['flowConfigs'], events: { providerConfigKey: string }[]): FunctionDocument[] {
    if (this.facts['events.deployment'] === 'deactivates those of all integrations') return this.events();
    const touched = new Set([...flows, ...events].map(({ providerConfigKey }) => providerConfigKey));
    return this.events().filter(({ integration }) => touched.has(integration));
  }

  /** The code of a function is the content of a file, whose name says nothing of its type (nango-platform.md §7). */
  async #overwrite({ id, integration, name, version, js }: Omit<FunctionDocument, 'number'>): Promise<void> {
    if (this.facts['deployments.names'] === 'in files of their own') return;
    const others = this.of(integration).filter((known) => known.id !== id);
    const same = others.filter((known) => known.name === name && known.version === version);
    for (const known of same) await this.state.functions.set({ ...known, js });
  }

  #before(flow: DeployedFlow): FunctionDocument | undefined {
    return this.find(flow.providerConfigKey, flow.type, flow.syncName);
  }

  async #store(document: Omit<FunctionDocument, 'number'>): Promise<FunctionDocument> {
    await this.#overwrite(document);
    return this.state.functions.set({ ...document, number: await nextNumber(this.state, 'function') });
  }
}
