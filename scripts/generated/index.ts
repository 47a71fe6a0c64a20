import { contract } from '../contract/generator.js';
import type { Generator } from './generator.js';

/** Every generated file of the repository comes from one of these; a new kind is one line here. */
export const generators: readonly Generator[] = [contract];
