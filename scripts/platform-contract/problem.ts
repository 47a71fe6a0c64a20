/** Something that keeps the contract from being checked; the message says what to do. */
export class ContractProblem extends Error {
  override readonly name = 'ContractProblem';
}
