import type { Desk } from '../../support/functions.js';

/** What an examination finds: codes of findings, each with its severity. */
export type Codes = Readonly<Record<string, 'error' | 'warning' | 'note'>>;

/** Something that goes wrong when Halo is connected, injected in the simulated tenant. */
export interface ConnectionFault {
  readonly name: string;
  /** What the administrator did, or what happened. */
  readonly cause: string;
  /** How large the tenant is, when that matters. */
  readonly sizes?: { tickets?: number; assets?: number };
  /** How things were when the connection was made. */
  readonly before?: (desk: Desk) => void;
  readonly inject: (desk: Desk) => void;
  /** Where a customer who connects meets it: in the token request, before any function runs; as a refusal; or not. */
  readonly connecting: 'token' | 'refused' | 'connected';
  /** What is found: the code of the refusal, or those of all warnings. Empty when the check cannot see it. */
  readonly checked: readonly string[];
  /** What `diagnose-connection` finds when it befalls a connection that worked. */
  readonly diagnosed: Codes;
  /** Ask `diagnose-connection` to try writing. */
  readonly checkWriting?: boolean;
  /** The token that the connection has goes on to work; others end, so that the next call needs a new one. */
  readonly keepsToken?: boolean;
}
