import { Buffer } from 'node:buffer';
import * as crypto from 'node:crypto';
import * as url from 'node:url';
import type { Clock } from '../../clock.js';
import { lentZods, type LentZod } from './lent-zod.js';

/** The modules that functions may use here. */
function modulesWith(zod: LentZod): Readonly<Record<string, unknown>> {
  return { url, crypto, zod: lentZods[zod] };
}

export const allowedModules: readonly string[] = Object.keys(modulesWith('runner'));

/** Modules that the real runner provides as well. `require` returns an object for them that cannot be used. */
const unusable = Object.fromEntries(
  ['botbuilder', 'soap', 'unzipper'].map((name) => {
    const refuse = (): never => {
      throw new Error(`The local platform does not have the module '${name}', which the real runner lends`);
    };
    return [name, new Proxy({}, { get: refuse })];
  }),
);

/** Every method of it does nothing. */
const silentConsole = new Proxy({}, { get: () => () => undefined });

/**
 * The globals of the runner, no more and no less (nango-platform.md §3), on an object without a prototype. What JavaScript
 * itself brings (Date, Promise, Intl, …) comes with the context.
 */
export function createGlobals(clock: Clock, zod: LentZod): Record<string, unknown> {
  const modules: Readonly<Record<string, unknown>> = { ...modulesWith(zod), ...unusable };
  const globals: Record<string, unknown> = {
    constructor: undefined,
    console: silentConsole,
    require: (name: string): unknown => {
      if (!Object.hasOwn(modules, name)) throw new Error(`Module '${name}' is not allowed`);
      return modules[name];
    },
    Buffer,
    setTimeout: (callback: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) => {
      clock.setTimeout(() => {
        callback(...args);
      }, milliseconds);
    },
    Error,
    URL,
    URLSearchParams,
  };
  Object.setPrototypeOf(globals, null);
  return globals;
}
