import type { HaloRequest } from './http.js';

/** Something that goes wrong with one request. */
export type Fault =
  /** 429, with a `Retry-After` when seconds are given. */
  | { kind: 'rateLimited'; retryAfterSeconds?: number }
  | { kind: 'unauthorized' }
  | { kind: 'forbidden' }
  /** Refused with a status and a sentence, such as 400, 405 or 501. */
  | { kind: 'refused'; status: number; sentence: unknown }
  /** A server or gateway error, with the kind of body that such answers were seen with (halo-api.md §10). */
  | {
      kind: 'serverError';
      status: 500 | 502 | 503 | 504;
      body?: 'empty' | 'html' | 'exception';
      /** The server acted before. */
      acted?: boolean;
    }
  /** A web page with status 200. */
  | { kind: 'html' }
  /** The JSON ends in the middle. */
  | { kind: 'truncated' }
  /** Status 200 and nothing else. */
  | { kind: 'emptyBody' }
  /** The connection ends before or after the server acted. */
  | { kind: 'dropped'; when: 'before' | 'after' }
  /** The page before the one that was asked for. */
  | { kind: 'repeatedPage' }
  /** The server does not know these query parameters. */
  | { kind: 'ignoredParameters'; names: readonly string[] }
  /** An empty list, `record_count` 0, as if the agent could see nothing for a moment. */
  | { kind: 'emptyList' }
  /** The rows are in a property of another name. */
  | { kind: 'wrongContainer' }
  /** The right answer, late. */
  | { kind: 'slow'; ms: number };

export interface FaultPlan {
  fault: Fault;
  /** Which requests: a path (without regard to case), or a test. All when left out. */
  on?: string | ((request: HaloRequest) => boolean);
  /** How many requests it hits. Default 1. */
  times?: number;
  /** How many matching requests pass first. Default 0. */
  after?: number;
}

interface Waiting extends FaultPlan {
  left: number;
  skip: number;
}

/** Faults that wait for their requests, first come, first served; at most one hits a request. */
export class Faults {
  #waiting: Waiting[] = [];

  add(plan: FaultPlan): void {
    this.#waiting.push({ ...plan, left: plan.times ?? 1, skip: plan.after ?? 0 });
  }

  clear(): void {
    this.#waiting = [];
  }

  /** How many faults have still to hit. */
  get pending(): number {
    return this.#waiting.reduce((sum, plan) => sum + plan.left, 0);
  }

  /** The fault that hits this request. */
  take(request: HaloRequest): Fault | undefined {
    if (this.#waiting.length === 0) return undefined;
    for (const plan of this.#waiting) {
      if (!matches(plan, request)) continue;
      if (plan.skip > 0) {
        plan.skip--;
        continue;
      }
      plan.left--;
      if (plan.left <= 0) this.#waiting = this.#waiting.filter((waiting) => waiting !== plan);
      return plan.fault;
    }
    return undefined;
  }
}

function matches(plan: FaultPlan, request: HaloRequest): boolean {
  if (plan.on === undefined) return true;
  return typeof plan.on === 'string' ? plan.on.toLowerCase() === request.path.toLowerCase() : plan.on(request);
}
