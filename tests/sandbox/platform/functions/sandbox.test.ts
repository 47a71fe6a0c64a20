import { readFile } from 'node:fs/promises';
import * as vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import lambdaZod from 'zod-lambda/package.json' with { type: 'json' };
import runnerZod from 'zod-runner/package.json' with { type: 'json' };
import { SimulatedClock } from '../../../../sandbox/clock.js';
import { allowedModules, createSandbox, loadBundle, type LoadOptions } from '../../../../sandbox/platform/index.js';

/** What packages/runner/lib/exec.ts of the real server puts into its context (nango-platform.md §3). */
const runnerGlobals = ['Buffer', 'Error', 'URL', 'URLSearchParams', 'console', 'constructor', 'require', 'setTimeout'];

const evaluate = (code: string, options?: LoadOptions): unknown =>
  new vm.Script(code).runInContext(createSandbox(options));
const load = (code: string) => loadBundle(code, 'test.cjs');

describe('the sandbox of functions', () => {
  it.each([{}, { clock: new SimulatedClock() }])('has exactly the globals of the runner (options %#)', (options) => {
    const reference: Record<string, unknown> = Object.fromEntries(runnerGlobals.map((name) => [name, undefined]));
    Object.setPrototypeOf(reference, null);
    const names = 'Object.getOwnPropertyNames(globalThis).sort().join()';
    expect(evaluate(names, options)).toBe(new vm.Script(names).runInContext(vm.createContext(reference)));
    expect(evaluate('Object.keys(globalThis).sort().join()', options)).toBe(runnerGlobals.join());
    expect(evaluate('globalThis.constructor', options)).toBeUndefined();
  });

  it.each([
    'fetch',
    'process',
    'clearTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
    'TextEncoder',
    'structuredClone',
    'AbortController',
    'atob',
    'btoa',
    'global',
    'Headers',
    'performance',
  ])('has no %s', (name) => {
    expect(evaluate(`typeof ${name}`)).toBe('undefined');
  });

  it('takes random numbers from a given source, so that a run can be repeated', () => {
    const numbers = [0.1, 0.2];
    expect(evaluate('[Math.random(), Math.random()].join()', { random: () => numbers.shift() ?? 0 })).toBe('0.1,0.2');
  });

  // packages/runner/package.json and packages/lambda-runner/package.json of Nango 0.71.4.
  it('lends zod 4.0.5 as the runner does, and 4.1.12 as the runner on Lambda does', () => {
    expect([runnerZod.version, lambdaZod.version]).toEqual(['4.0.5', '4.1.12']);
    const version = "const { major, minor, patch } = require('zod').core.version; [major, minor, patch].join('.')";
    expect(evaluate(version)).toBe(evaluate(version, { zod: 'runner' }));
    expect(evaluate(version, { zod: 'runner' })).not.toBe(evaluate(version, { zod: 'lambda' }));
  });

  it('lends the same zod to every execution, whose registry keeps what is described in it on the runner', () => {
    const describe = "const { z } = require('zod'); z.string().describe('kept'); z.globalRegistry";
    expect(evaluate(describe)).toBe(evaluate(describe));
    expect(evaluate(`${describe}._map`)).toBeInstanceOf(Map);
    expect(evaluate(`${describe}._map`, { zod: 'lambda' })).toBeInstanceOf(WeakMap);
  });

  it('offers url, crypto and zod, and refuses every other module by name', () => {
    expect([...allowedModules].sort()).toEqual(['crypto', 'url', 'zod']);
    expect(evaluate("typeof require('crypto').createHash")).toBe('function');
    for (const name of ['nango', 'node:crypto', 'fs', 'axios', 'toString', '__proto__']) {
      expect(() => evaluate(`require('${name}')`)).toThrow(`Module '${name}' is not allowed`);
    }
  });

  it('lends the other modules of the runner by name only, so that no function comes to rely on them', () => {
    for (const name of ['botbuilder', 'soap', 'unzipper']) {
      expect(evaluate(`typeof require('${name}')`)).toBe('object');
      expect(() => evaluate(`require('${name}').anything`)).toThrow(`does not have the module '${name}'`);
    }
  });

  it('refuses a bundle that still requires nango, which dryrun would let pass', () => {
    expect(() => load("const { createSync } = require('nango');")).toThrow("Module 'nango' is not allowed");
  });

  it('runs no code from strings and stays silent on the console', () => {
    expect(() => evaluate("eval('1')")).toThrow(/code generation/i);
    expect(() => evaluate("new Function('return 1')")).toThrow(/code generation/i);
    expect(evaluate("console.log('x'); console.whatever('y')")).toBeUndefined();
  });

  it('takes timers and dates from the clock', async () => {
    const clock = new SimulatedClock('2026-10-01T08:00:00Z');
    const code = `(async () => {
      const before = Date.now();
      await new Promise((resolve) => setTimeout(resolve, 300_000));
      return [Date.now() - before, new Date().toISOString(), new Date(0).getTime(), new Date() instanceof Date];
    })()`;
    expect(await evaluate(code, { clock })).toEqual([300_000, '2026-10-01T08:05:00.000Z', 0, true]);
  });

  it('refuses exports that are no function definition', () => {
    expect(() => load('module.exports.default = 1;')).toThrow('Invalid script exports');
    expect(() => load("module.exports.default = { type: 'function', exec: () => 1 };")).toThrow(
      'Invalid script exports',
    );
    expect(load("module.exports.default = { type: 'sync', exec: async () => 1 };").definition.type).toBe('sync');
  });

  it('loads zod as the package that this project pins for the CLI', async () => {
    const manifest = JSON.parse(await readFile('node_modules/zod/package.json', 'utf8')) as { version: string };
    expect(manifest.version).toBe('4.3.6');
  });
});
