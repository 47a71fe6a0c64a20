import type { Check } from './check.js';

/** What may be there, where functions run: what runners have, and what functions are likely to miss. */
const globals = [
  ...['Buffer', 'Error', 'URL', 'URLSearchParams', 'console', 'require', 'setTimeout'],
  ...['AbortController', 'Headers', 'TextDecoder', 'TextEncoder', 'atob', 'btoa', 'clearTimeout', 'fetch', 'global'],
  ...['performance', 'process', 'queueMicrotask', 'setImmediate', 'setInterval', 'structuredClone'],
];
const modules = [
  ...['botbuilder', 'crypto', 'soap', 'unzipper', 'url', 'zod'],
  ...['axios', 'buffer', 'fs', 'nango', 'node:crypto', 'node:url', 'util', 'zod/v4'],
];
const descriptions = 50;

export const runnerChecks: readonly Check[] = [
  {
    name: 'runner.globals',
    title: 'Globals that functions find',
    measure: async (bed) => bed.actOne(await bed.connect(), { do: 'globals', names: globals }),
  },
  {
    name: 'runner.modules',
    title: 'Modules that functions may require',
    measure: async (bed) => bed.actOne(await bed.connect(), { do: 'modules', names: modules }),
  },
  {
    name: 'runner.zod',
    title: 'Version of zod that functions are lent',
    measure: async (bed) => bed.actOne(await bed.connect(), { do: 'zod' }),
  },
  {
    name: 'runner.registry',
    title: "Whether a run's descriptions stay in memory",
    measure: async (bed) => {
      const connection = await bed.connect();
      // Two runs can be on different runners, so a few are compared.
      const sizes: unknown[] = [];
      for (let run = 0; run < 4; run += 1) {
        sizes.push(await bed.actOne(connection, { do: 'describe', count: descriptions }));
      }
      const hasGrown = sizes.some((size, index) => Number(size) - Number(sizes[index - 1]) >= descriptions);
      return hasGrown ? 'kept' : 'freed';
    },
  },
];
