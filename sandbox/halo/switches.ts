import { accessDefaults, type AccessSwitches } from './switches/access.js';
import { listDefaults, type ListSwitches } from './switches/lists.js';
import { serverDefaults, type ServerSwitches } from './switches/server.js';
import { valueDefaults, type ValueSwitches } from './switches/values.js';
import { writeDefaults, type WriteSwitches } from './switches/writing.js';

export type { RateLimit } from './switches/server.js';
export type { EndpointName } from './switches/lists.js';

/**
 * Everything about a Halo tenant that is assumed rather than known, each as one named switch. The defaults answer as
 * captured replies do (halo-api.md §6.13); docs/assumptions.md says for each what breaks when the guess is wrong. The
 * object is read at every request, so a test may turn a switch while a sync is reading.
 */
export interface Switches extends ListSwitches, ValueSwitches, AccessSwitches, ServerSwitches, WriteSwitches {}

/** Overrides for `createSwitches`; the grouped switches may be given in part. */
export type SwitchOverrides = Partial<Omit<Switches, 'tokens' | 'pageCaps' | 'countCaps' | 'updatedSince'>> & {
  tokens?: Partial<Switches['tokens']>;
  pageCaps?: Partial<Switches['pageCaps']>;
  countCaps?: Partial<Switches['countCaps']>;
  updatedSince?: Partial<Switches['updatedSince']>;
};

/** The default switches with some of them changed. */
export function createSwitches(overrides: SwitchOverrides = {}): Switches {
  const lists = listDefaults();
  const access = accessDefaults();
  return {
    ...lists,
    ...valueDefaults(),
    ...access,
    ...serverDefaults(),
    ...writeDefaults(),
    ...overrides,
    tokens: { ...access.tokens, ...overrides.tokens },
    pageCaps: { ...lists.pageCaps, ...overrides.pageCaps },
    countCaps: { ...lists.countCaps, ...overrides.countCaps },
    updatedSince: { ...lists.updatedSince, ...overrides.updatedSince },
  };
}
