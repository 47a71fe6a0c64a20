import { describe, expect, it } from 'vitest';

import { runSteps, type Step } from '../../scripts/check/step.js';
import { checkSteps } from '../../scripts/check/steps.js';

const good = (name: string): Step => ({ name, run: () => Promise.resolve({ ok: true, output: 'quiet please' }) });
const bad = (name: string, output: string): Step => ({ name, run: () => Promise.resolve({ ok: false, output }) });

async function run(steps: readonly Step[]): Promise<{ passed: boolean; lines: string }> {
  const lines: string[] = [];
  const passed = await runSteps(steps, (line) => lines.push(line));
  return { passed, lines: lines.join('\n') };
}

describe('npm run check', () => {
  it('says so when everything passed, and shows no output then', async () => {
    const { passed, lines } = await run([good('types'), good('lint')]);
    expect(passed).toBe(true);
    expect(lines).toMatch(/^ok {4}types \(\d+\.\d s\)$/m);
    expect(lines).toContain('All 2 checks passed.');
    expect(lines).not.toContain('quiet please');
  });

  it('shows the output of what failed, runs the rest, and names the failures last', async () => {
    const { passed, lines } = await run([
      bad('types', 'a.ts:1: wrong\nb.ts:2: wrong'),
      good('lint'),
      bad('format', 'c'),
    ]);
    expect(passed).toBe(false);
    expect(lines).toContain('      a.ts:1: wrong\n      b.ts:2: wrong');
    expect(lines).toContain('ok    lint');
    expect(lines.trimEnd().split('\n').pop()).toBe('Failed: types, format.');
  });

  it('counts a step that cannot run as failed', async () => {
    const broken: Step = { name: 'lint', run: () => Promise.reject(new Error('no such program')) };
    const { passed, lines } = await run([broken, good('format')]);
    expect(passed).toBe(false);
    expect(lines).toContain('no such program');
    expect(lines).toContain('ok    format');
  });

  it('skips a step whose prerequisite failed, and does not count it as passed', async () => {
    const { passed, lines } = await run([bad('compile', 'x'), { ...good('contract'), needs: 'compile' }]);
    expect(passed).toBe(false);
    expect(lines).toContain('skip  contract: not checked, because "compile" failed');
    expect(lines).toContain('Failed: compile, contract.');
  });

  it('prints in the order of the steps, and runs as many at a time as it may', async () => {
    const lines: string[] = [];
    const begun: string[] = [];
    let finish: () => void = () => undefined;
    const slow: Step = {
      name: 'slow',
      run: () => {
        begun.push('slow');
        return new Promise(
          (resolve) =>
            (finish = () => {
              resolve({ ok: true, output: '' });
            }),
        );
      },
    };
    // The slow step ends only when the third has begun: one at a time would never end.
    const noted = (name: string, then: () => void = () => undefined): Step => ({
      name,
      run: () => {
        begun.push(name);
        then();
        return Promise.resolve({ ok: true, output: '' });
      },
    });
    const steps = [
      slow,
      noted('quick'),
      noted('last', () => {
        finish();
      }),
    ];
    expect(await runSteps(steps, (line) => lines.push(line), 2)).toBe(true);
    expect(begun).toEqual(['slow', 'quick', 'last']);
    expect(lines.map((line) => /^ok\s+(\w+)/.exec(line)?.[1]).slice(0, 3)).toEqual(['slow', 'quick', 'last']);
  });

  it('looks at types, lint, imports, format, the definition, the functions, generated files and the contract', () => {
    const steps = checkSteps('.');
    expect(steps.map(({ name }) => name)).toEqual([
      ...[
        'types',
        'types of the dashboard',
        'lint',
        'import graph',
        'format',
        'provider definition',
        'functions compile',
        'generated files',
        'contract',
      ],
    ]);
    const names = steps.map(({ name }) => name);
    for (const { name, needs } of steps) {
      if (needs !== undefined) expect(names.indexOf(needs)).toBeLessThan(names.indexOf(name));
      expect(names).toContain(needs ?? name);
    }
  });
});
