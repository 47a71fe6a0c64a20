import type { Remark } from '../contract.js';
import { Overrides } from '../overrides.js';
import type { Settings } from '../settings.js';

export const slaStates = ['met', 'missed', 'running', 'unknown'] as const;
export type SlaState = (typeof slaStates)[number];

/** Halo writes I for "in" and O for "out of" time (halo-api.md §6.3). */
const usualStates: Readonly<Record<string, SlaState>> = { I: 'met', O: 'missed' };

/** Warned of once a run, with the letters that it is about. */
const unknownLetters =
  'No meaning is known for what Halo writes as the state of an SLA, so the response_state or resolution_state of these ' +
  'tickets is "unknown". The setting "sla_states" in the metadata of the connection says what it means:';

/** What Halo's letters for the state of an SLA mean to a connection. */
export class SlaStates {
  readonly #overrides: Overrides<SlaState>;
  readonly #remark: Remark;

  /** @param remark is called for letters whose meaning is not known */
  constructor(settings: Pick<Settings, 'sla_states'>, remark: Remark = () => undefined) {
    this.#overrides = new Overrides<SlaState>(settings.sla_states);
    this.#remark = remark;
  }

  /** The connection's own mapping wins over the usual letters; never a guess. */
  meaning(letter: string): SlaState {
    const state = this.#overrides.find(undefined, letter) ?? usualStates[letter.toUpperCase()] ?? 'unknown';
    if (state === 'unknown') this.#remark(unknownLetters, `"${letter}"`);
    return state;
  }
}
