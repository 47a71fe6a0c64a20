import * as zod from 'zod';

/** The global object of wherever the function runs. */
const world: object = globalThis;

const lend: unknown = Reflect.get(world, 'require');

function has(module: string): boolean {
  if (typeof lend !== 'function') return false;
  try {
    Reflect.apply(lend, undefined, [module]);
    return true;
  } catch {
    // Being refused is the answer.
    return false;
  }
}

export const globalsOf = (names: readonly string[]): string[] => names.filter((name) => Reflect.has(world, name));
export const modulesOf = (names: readonly string[]): string[] => names.filter(has);

/** The version of zod that the runner provides, such as `4.0.5`. */
export function zodVersion(): string {
  const { major, minor, patch } = zod.core.version;
  return [major, minor, patch].join('.');
}

/** Describes `count` schemas; how many descriptions zod's registry held before, or `null` when it cannot be counted. */
export function describeSchemas(count: number): number | null {
  const map: unknown = Reflect.get(zod.globalRegistry, '_map');
  const size: unknown = Reflect.get(Object(map), 'size');
  for (let index = 0; index < count; index += 1) zod.string().describe(`Description ${index}`);
  return typeof size === 'number' ? size : null;
}
