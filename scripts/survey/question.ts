import type { SwitchOverrides } from '../../sandbox/halo/index.js';
import type { Samples } from './samples.js';

/** What a tenant's answers say about an assumption. */
export interface Finding {
  readonly result: 'holds' | 'differs' | 'unknown';
  /** How it differs, or why that is not known. Never a value, a name, an id or a host of the tenant. */
  readonly detail: string;
  /** The switches that make the simulated tenant answer so. */
  readonly switches?: SwitchOverrides;
}

/** One assumption of docs/assumptions.md, and how a survey finds out about it. */
export interface Question {
  /** The name of its switch; those of tokens as `tokens.expiresIn`. */
  readonly name: string;
  /** What is asked, in a sentence for docs/assumptions.md. */
  readonly asks: string;
  /** @throws whatever the requests throw: such a question counts as unknown */
  ask(samples: Samples): Promise<Finding> | Finding;
}

export const holds = (detail: string, switches?: SwitchOverrides): Finding => finding('holds', detail, switches);
export const differs = (detail: string, switches: SwitchOverrides): Finding => finding('differs', detail, switches);
export const unknown = (detail: string): Finding => finding('unknown', detail);

function finding(result: Finding['result'], detail: string, switches?: SwitchOverrides): Finding {
  return { result, detail, ...(switches && { switches }) };
}

/** A question that no reading answers. */
export function cannotBeRead(name: string, why: string): Question {
  return { name, asks: `Nothing: ${why}`, ask: () => unknown(`It cannot be found out by reading: ${why}`) };
}
