/** Something that keeps a deployment from happening; the message says what to do. */
export class DeployProblem extends Error {
  override readonly name = 'DeployProblem';
}
