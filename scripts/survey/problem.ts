/** Something that keeps the survey from going on; the message says what to do. */
export class SurveyProblem extends Error {
  override readonly name = 'SurveyProblem';
}
