import { contract } from '../contract/generator.js';
import { catalogue } from '../reference/catalogue/catalogue.js';
import { modelTypes } from '../reference/model-types.js';
import { permissions } from '../reference/permissions.js';
import { schemas } from '../reference/schemas.js';
import { tools } from '../reference/tools.js';
import type { Generator } from './generator.js';

/** Every generated file of the repository comes from one of these; a new kind is one line here. */
export const generators: readonly Generator[] = [contract, modelTypes, schemas, catalogue, permissions, tools];
