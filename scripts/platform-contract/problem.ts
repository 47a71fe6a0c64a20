/** Something that keeps the contract from being checked; the message says what to do. */
export class ContractProblem extends Error {
  override readonly name = 'ContractProblem';
}

/** The examination got no further, which says nothing about what the server does; the message says at what. */
export class Unfinished extends Error {
  override readonly name = 'Unfinished';
}
