import { HaloClient } from '../halo/transport/client.js';
import type { HaloAnswer } from '../halo/transport/ask.js';
import { agentList } from '../records/agents.js';
import { lookUps } from '../records/look-ups.js';
import { teamList } from '../records/teams.js';
import { choiceLists } from './choices/choice-lists.js';

const lists = [agentList, teamList, ...Object.values(lookUps), ...Object.values(choiceLists)];
const endpoints = new Set<string>(lists.map(({ endpoint }) => endpoint));

/** A client that reads each set-up list once: names are looked up for what is written and for what is read again. */
export class RememberingClient extends HaloClient {
  readonly #answers = new Map<string, Promise<HaloAnswer>>();

  override list(resource: string, endpoint: string, params: Record<string, string>): Promise<HaloAnswer> {
    return this.#once(endpoint, params, () => super.list(resource, endpoint, params));
  }

  /** Lists that only add to others are read as items are. */
  override item(resource: string, endpoint: string, params: Record<string, string> = {}): Promise<HaloAnswer> {
    return this.#once(endpoint, params, () => super.item(resource, endpoint, params));
  }

  /** A failure is not kept: the other way of reading may tell more of it. */
  #once(endpoint: string, params: Record<string, string>, read: () => Promise<HaloAnswer>): Promise<HaloAnswer> {
    if (!endpoints.has(endpoint)) return read();
    const key = `${endpoint}?${JSON.stringify(params)}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = read().catch((error: unknown) => {
      this.#answers.delete(key);
      throw error;
    });
    this.#answers.set(key, answer);
    return answer;
  }
}
