import type { FaultGroup } from '../fault.js';
import { accessFaults } from './access.js';
import { builds } from './builds.js';
import { lasting } from './lasting.js';
import { oneAnswer } from './one-answer.js';
import { platformFaults } from './platform.js';

/** Every fault that is played against every sync. */
export const catalogue: readonly FaultGroup[] = [oneAnswer, lasting, builds, accessFaults, platformFaults];
