import type { Question } from './question.js';
import { accessQuestions } from './questions/access.js';
import { actionQuestions } from './questions/actions.js';
import { fieldQuestions } from './questions/fields.js';
import { pagingQuestions } from './questions/paging.js';
import { selectingQuestions } from './questions/selecting.js';
import { serverQuestions } from './questions/server.js';
import { valueQuestions } from './questions/values.js';
import { writingQuestions } from './questions/writing.js';

/** All that a tenant is asked, one question for each assumption of docs/assumptions.md. */
export const questions: readonly Question[] = [
  ...pagingQuestions,
  ...selectingQuestions,
  ...actionQuestions,
  ...valueQuestions,
  ...fieldQuestions,
  ...accessQuestions,
  ...serverQuestions,
  ...writingQuestions,
];
