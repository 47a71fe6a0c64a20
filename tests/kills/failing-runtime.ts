import { isRow } from '../../halo/values/rows.js';
import type { FunctionBundle } from '../../sandbox/platform/functions/bundle.js';
import { Runtime } from '../support/world.js';

type Method = (...args: unknown[]) => unknown;

/**
 * Loads syncs of whose calls to the platform one fails. The function ends with that error; the process lives
 * on, as a runner's does, and so does whatever the function left behind: nothing stops what that asks of the platform.
 */
export class FailingRuntime extends Runtime {
  /** The calls of the last run, by name. */
  readonly calls: string[] = [];
  #failAt = Infinity;

  /** Which call of the next run fails, from 1. */
  failNext(failAt: number): void {
    this.#failAt = failAt;
    this.calls.length = 0;
  }

  override sync(name: string): FunctionBundle {
    const { definition, ...bundle } = super.sync(name);
    const exec = (nango: unknown): unknown => definition.exec(isRow(nango) ? this.#fail(nango) : nango);
    return { ...bundle, definition: { ...definition, exec } };
  }

  #fail(nango: Record<string, unknown>): unknown {
    return new Proxy(nango, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          this.calls.push(String(property));
          if (this.calls.length === this.#failAt) throw new Error('The platform failed');
          return Reflect.apply(value as Method, target, args);
        };
      },
    });
  }
}
