/** What a control does wrong with details; `none` is its correct twin. */
export type DetailFlaw =
  | 'none'
  | 'a list row replaces what the detail brought'
  | 'changed rows compared only by their lists'
  | 'the checkpoint does not note that details are due'
  | 'an older detail is taken';
