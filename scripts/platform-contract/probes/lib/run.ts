import { messageOf, Step, type Answer } from './step.js';

/**
 * Does the steps one after the other. A step that fails is an answer; `refuse` and `break` end the probe with an error.
 *
 * @param onEnd told the answers before such an end
 */
export async function runSteps(
  given: unknown,
  work: (step: Step) => Promise<unknown>,
  refuse: (message: string) => Error,
  onEnd: (answers: Answer[]) => unknown = () => undefined,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const step of Step.array().parse(given)) {
    if (step.do === 'refuse' || step.do === 'break') {
      await onEnd(answers);
      throw step.do === 'refuse' ? refuse(step.message) : new Error(step.message);
    }
    answers.push(await answerOf(step, work));
  }
  return answers;
}

async function answerOf(step: Step, work: (step: Step) => Promise<unknown>): Promise<Answer> {
  try {
    return { value: (await work(step)) ?? null };
  } catch (error) {
    return { error: messageOf(error) };
  }
}
