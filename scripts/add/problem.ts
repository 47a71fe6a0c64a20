/** Something that keeps the package from being added; the message says what to do. */
export class AddProblem extends Error {
  override readonly name = 'AddProblem';
}
