import type { FastifyInstance } from 'fastify';
import type { Core } from '../core.js';

/** One resource's routes. */
export type Routes = (app: FastifyInstance, core: Core) => void;
