import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCompiled } from '../../../scripts/deploy/compiled.js';
import { DECLARED } from '../../../scripts/deploy/nango-root.js';
import { Deployments } from '../../../scripts/start/functions/deployments.js';
import { groupsOf, type Prepared } from '../../../scripts/start/functions/library.js';
import { readSources, type Source } from '../../../scripts/start/functions/sources.js';

const root = join(import.meta.dirname, '../../..');
const nameOf = ({ path }: Source): string => path.replace(/^.*\/(.+)\.ts$/, '$1');

describe('the functions that npm start compiles', () => {
  it('are known to start by themselves before they are compiled', async () => {
    const { flows, events } = await readCompiled(join(root, 'integrations'), DECLARED);
    const starting = flows.filter(({ auto_start: starts }) => starts).map(({ syncName }) => syncName);
    const expected = new Set([...starting, ...events.map(({ name }) => name)]);
    const found = (await readSources(root)).filter(({ wanted }) => wanted !== 'later').map(nameOf);
    expect(found.sort()).toEqual([...expected].sort());
  });

  it('are compiled in few calls: first what the first table shows, then what else starts by itself', async () => {
    const sources = await readSources(root);
    const [first = [], ...others] = groupsOf(sources);
    const core = ['agents', 'assets', 'contacts', 'customers', 'sites', 'teams', 'tickets'];
    expect(first.map(nameOf).sort()).toEqual([...core, 'post-connection-creation', 'validate-connection'].sort());
    const soon = sources.filter(({ wanted }) => wanted === 'soon');
    expect(soon.map(nameOf)).toContain('statuses');
    expect(others[0]?.slice(0, soon.length)).toEqual(soon);
    expect(others.flat()).toHaveLength(sources.length - first.length);
    expect(others.length).toBeLessThanOrEqual(3);
    expect(groupsOf(soon.slice(0, 1))).toEqual([[soon[0]]]);
  });

  it('are reported as complete when all of them are compiled', async () => {
    const compiled = { flows: [], events: [] };
    const seen: string[] = [];
    const deployments = new Deployments({
      prepare: async function* (): AsyncGenerator<Prepared> {
        yield await Promise.resolve({ compiled, done: 18, total: 79 });
        seen.push(`${deployments.extent}: ${deployments.isComplete}`);
        yield { compiled, done: 79, total: 79 };
        seen.push(`${deployments.extent}: ${deployments.isComplete}`);
      },
    });
    await deployments.compile();
    expect(seen).toEqual(['18 of 79 functions, the others follow: false', '79 functions: true']);
  });
});
