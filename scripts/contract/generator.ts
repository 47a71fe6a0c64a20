import { join } from 'node:path';

import type { Generator } from '../generated/generator.js';
import { COMPILED, readDeclarations } from './declarations.js';
import { generateContract } from './generate.js';
import { CONTRACT } from './releases.js';

/** The published contract at the root, from the compiled declarations. */
export const contract: Generator = {
  name: 'contract',
  files: async (root) => new Map([[CONTRACT, generateContract(await readDeclarations(join(root, COMPILED)))]]),
};
