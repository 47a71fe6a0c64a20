/** What a control does wrong; `none` is its correct twin, which differs in nothing else. */
export type Flaw =
  | 'none'
  | 'pages ordered by last update'
  | 'closed upper bound'
  | "watermark from the runner's clock"
  | 'watermark moved before the pass is complete'
  | 'checkpoint saved before the batch'
  | 'deletion by filter without confirmation'
  | 'deletions from an incomplete crawl'
  | 'a list without an order read once'
  | 'the first page of the cache taken for all of it'
  | 'all customers asked for in one query'
  | 'a list of names without which nothing is read'
  | 'a list of actions taken for all of them';

/** How a control reads: what changed, a whole list, all tickets of the selected customers, or the actions of all tickets. */
export type ControlKind = 'changes' | 'listing' | 'selection' | 'actions';
