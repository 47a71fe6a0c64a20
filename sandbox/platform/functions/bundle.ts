import * as vm from 'node:vm';
import * as z from 'zod';
import type { Clock } from '../../clock.js';
import { systemClock } from '../../clock.js';
import type { LentZod } from './lent-zod.js';
import { createGlobals } from './modules.js';

const functionSchema = z.custom<(nango: unknown, input?: unknown) => unknown>((value) => typeof value === 'function');

/** What createSync, createAction and createOnEvent leave as a bundle's default export. */
const definitionSchema = z.looseObject({
  type: z.enum(['sync', 'action', 'onEvent']),
  exec: functionSchema,
  onWebhook: functionSchema.optional(),
  // Made by the zod that the bundle was given, which differs from ours.
  models: z.record(z.string(), z.unknown()).optional(),
});

export type FunctionDefinition = z.infer<typeof definitionSchema>;

export interface FunctionBundle {
  /** Shown in stack traces. */
  filename: string;
  definition: FunctionDefinition;
  /** The zod that it was given, which its schemas are made with. */
  zod: LentZod;
}

export interface LoadOptions {
  /** The zod to give it. Default: that of the usual runner. */
  zod?: LentZod;
  /** Where `setTimeout`, and `Date` if this is not the machine's clock, take their time from. */
  clock?: Clock;
  /** Where `Math.random` takes its numbers from, for runs that can be repeated. Default: JavaScript's own. */
  random?: () => number;
}

/** Makes `Date` follow a simulated clock, so that a function that paces itself measures the time it waited. */
const followClock = `(now) => {
  const RealDate = Date;
  class ClockDate extends RealDate {
    constructor(...args) {
      if (args.length === 0) super(now());
      else super(...args);
    }
    static now() {
      return now();
    }
  }
  Object.defineProperty(globalThis, 'Date', { value: ClockDate, writable: true, configurable: true, enumerable: false });
}`;

const followRandom = `(random) => {
  Math.random = random;
}`;

/** A fresh context with the globals of the runner, with `eval` and `new Function` switched off as there. */
export function createSandbox({ clock = systemClock, zod = 'runner', random }: LoadOptions = {}): vm.Context {
  const context = vm.createContext(createGlobals(clock, zod), { codeGeneration: { strings: false, wasm: false } });
  if (clock !== systemClock) install(context, followClock, () => clock.now());
  if (random !== undefined) install(context, followRandom, random);
  return context;
}

/** Calls a function that a script makes in a context. */
function install(context: vm.Context, script: string, source: () => number): void {
  const install: unknown = new vm.Script(script).runInContext(context);
  if (typeof install === 'function') Reflect.apply(install, undefined, [source]);
}

const compiled = new Map<string, vm.Script>();

function compile(code: string, filename: string): vm.Script {
  const key = `${filename}\u0000${code}`;
  let script = compiled.get(key);
  if (!script) {
    const wrapped = `(function () { var module = { exports: {} }; var exports = module.exports; ${code}\nreturn module.exports; })();`;
    script = new vm.Script(wrapped, { filename });
    compiled.set(key, script);
  }
  return script;
}

/**
 * Runs a compiled bundle (`build/<integration>_<kind>_<name>.cjs`) in a sandbox equal to the runner's and returns what it
 * exports. Load it again for every run to isolate runs as the runner does; reuse it where only speed matters.
 *
 * @throws Error whatever the bundle throws while loading, `Module 'x' is not allowed`, or `Invalid script exports`.
 */
export function loadBundle(code: string, filename: string, options: LoadOptions = {}): FunctionBundle {
  const exported: unknown = compile(code, filename).runInContext(createSandbox(options));
  const parsed = z.looseObject({ default: definitionSchema }).safeParse(exported);
  if (!parsed.success) throw new Error(`Invalid script exports: ${parsed.error.message}`);
  return { filename, definition: parsed.data.default, zod: options.zod ?? 'runner' };
}
