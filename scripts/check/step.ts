import { performance } from 'node:perf_hooks';

/** What a step found: `output` is shown when it failed. */
export interface StepResult {
  readonly ok: boolean;
  readonly output: string;
}

/** One of the checks of `npm run check`. */
export interface Step {
  readonly name: string;
  /** Name of an earlier step whose result this one needs. */
  readonly needs?: string;
  readonly run: () => Promise<StepResult>;
}

/**
 * Runs the steps one after the other, all of them, and prints one line for each, the output of those that failed, and a
 * summary.
 * @returns whether every step passed.
 */
export async function runSteps(steps: readonly Step[], print: (line: string) => void): Promise<boolean> {
  const failed: string[] = [];
  for (const { name, needs, run } of steps) {
    if (needs !== undefined && failed.includes(needs)) {
      failed.push(name);
      print(`skip  ${name}: not checked, because "${needs}" failed`);
      continue;
    }
    const start = performance.now();
    const { ok, output } = await run().catch(thrown);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    print(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
    if (ok) continue;
    failed.push(name);
    print(`\n${indent(output)}\n`);
  }
  const summary = failed.length === 0 ? `All ${steps.length} checks passed.` : `Failed: ${failed.join(', ')}.`;
  print(`\n${summary}`);
  return failed.length === 0;
}

// A step that cannot run counts as failed; the other steps still run.
function thrown(error: unknown): StepResult {
  return { ok: false, output: error instanceof Error ? error.message : String(error) };
}

function indent(text: string): string {
  return text.trim().replace(/^/gm, '      ');
}
