import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';

import pLimit from 'p-limit';

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

/** How a step ended. One whose needed step did not pass is skipped, which is no pass either. */
type Outcome = { readonly skippedFor: string } | (StepResult & { readonly seconds: number });

/**
 * Runs all steps, as many at a time as the machine has cores, and prints in their order one line for each, the output of those
 * that failed, and a summary.
 * @param atOnce how many steps may run at the same time
 * @returns whether every step passed.
 */
export async function runSteps(
  steps: readonly Step[],
  print: (line: string) => void,
  atOnce = availableParallelism(),
): Promise<boolean> {
  const limit = pLimit(atOnce);
  const outcomes = new Map<string, Promise<Outcome>>();
  // A step starts after those before it, so that the one that it needs has begun and is waited for.
  for (const step of steps) outcomes.set(step.name, limit(outcomeOf, step, outcomes.get(step.needs ?? '')));
  const failed: string[] = [];
  for (const [name, ending] of outcomes) {
    const outcome = await ending;
    if (!isPassed(outcome)) failed.push(name);
    for (const line of linesOf(name, outcome)) print(line);
  }
  const summary = failed.length === 0 ? `All ${steps.length} checks passed.` : `Failed: ${failed.join(', ')}.`;
  print(`\n${summary}`);
  return failed.length === 0;
}

async function outcomeOf({ needs, run }: Step, needed: Promise<Outcome> | undefined): Promise<Outcome> {
  if (needs !== undefined && needed !== undefined && !isPassed(await needed)) return { skippedFor: needs };
  const start = performance.now();
  const result = await run().catch(thrown);
  return { ...result, seconds: (performance.now() - start) / 1000 };
}

function isPassed(outcome: Outcome): boolean {
  return 'ok' in outcome && outcome.ok;
}

function linesOf(name: string, outcome: Outcome): string[] {
  if ('skippedFor' in outcome) return [`skip  ${name}: not checked, because "${outcome.skippedFor}" failed`];
  const { ok, output, seconds } = outcome;
  const line = `${ok ? 'ok  ' : 'FAIL'}  ${name} (${seconds.toFixed(1)} s)`;
  return ok ? [line] : [line, `\n${indent(output)}\n`];
}

// A step that cannot run counts as failed; the other steps still run.
function thrown(error: unknown): StepResult {
  return { ok: false, output: error instanceof Error ? error.message : String(error) };
}

function indent(text: string): string {
  return text.trim().replace(/^/gm, '      ');
}
