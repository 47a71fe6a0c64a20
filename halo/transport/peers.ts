import type { HaloConnection } from './connection.js';
import type { Lifetime } from './lifetime.js';

/** How long a seat stays taken when its execution is killed: longer than any hold, and than the time between counts. */
const seatTime = 420_000;

/** Milliseconds for which a lock is taken that is only looked at; one that is taken so again is given back. */
const glance = 1;

/** Free seats in a row after which no taken one is looked for. */
const freeSeats = 2;

/** Milliseconds between the looks of executions that look together: longer than a glance, so that none sees another's. */
const apart = 3;

/** Milliseconds between two counts: few while an execution is young, more the more there are. */
const interval = { shortest: 1_000, perExecution: 5_000, longest: 120_000 };

/** How many executions there are, and which of them, from 0, one is. */
export interface Standing {
  executions: number;
  place: number;
}

/**
 * The executions that share a tenant's request budget. They run in different processes and know nothing of each other but
 * through the platform's locks, which exclude each other in an environment and end with their execution, or with their
 * time when it is killed (packages/persist/lib/coordination/locks.ts of Nango). A lock can only be taken, not looked at:
 * taking one that is held answers false, and taking one's own anew sets its time.
 *
 * Each execution sits on the first free seat of a row, so that counting them means trying the seats from the first to
 * the last. Another lock holds everybody back while one of them tries whether a tenant answers again.
 */
export class Peers {
  readonly #connection: HaloConnection;
  readonly #lifetime: Lifetime;
  readonly #began = Date.now();
  #standing: Standing = { executions: 1, place: 0 };
  #isDueAt = 0;
  #counting: Promise<void> | undefined;
  #prefix: string | undefined;
  #isReachable = true;

  constructor(connection: HaloConnection, lifetime: Lifetime) {
    this.#connection = connection;
    this.#lifetime = lifetime;
  }

  /** How many executions there are with this one, and which of them it is; counted anew when it is time. */
  async count(): Promise<Standing> {
    if (Date.now() >= this.#isDueAt) {
      this.#counting ??= this.#recount().finally(() => {
        this.#counting = undefined;
      });
      await this.#counting;
    }
    return this.#standing;
  }

  /**
   * Holds the others back for so many milliseconds, or goes on doing so.
   *
   * @returns false when another execution does
   */
  async holdBack(milliseconds: number): Promise<boolean> {
    return this.#take('hold', milliseconds);
  }

  /** Lets the others go again. */
  async letGo(): Promise<void> {
    await this.#take('hold', glance);
  }

  /** Whether another execution holds this one back. */
  async isHeldBack(): Promise<boolean> {
    if (this.#standing.executions === 1 || (await this.#take('hold', glance))) return false;
    // Another may only have looked: each looks again at a moment of its own.
    await this.#lifetime.wait('budget', (this.#standing.place + 1) * apart);
    return !(await this.#take('hold', glance));
  }

  /** Takes the first free seat, and gives back one further back when it comes to it. */
  async #recount(): Promise<void> {
    let place = 0;
    while (!(await this.#take(`seat ${place}`, seatTime))) place += 1;
    await this.#lifetime.wait('budget', place * apart);
    let executions = place + 1;
    for (let seat = place + 1, free = 0; free < freeSeats; seat += 1) {
      if (await this.#take(`seat ${seat}`, glance)) free += 1;
      else [executions, free] = [executions + 1, 0];
    }
    this.#standing = { executions, place };
    const now = Date.now();
    const { shortest, perExecution, longest } = interval;
    this.#isDueAt = now + Math.min(Math.max(shortest, now - this.#began), executions * perExecution, longest);
  }

  /** Without locks an execution counts as alone: refusals teach it the rest. */
  async #take(name: string, ttlMs: number): Promise<boolean> {
    this.#lifetime.ensureOpen();
    if (!this.#isReachable) return true;
    try {
      this.#prefix ??= await this.#readTenant();
      return await this.#connection.tryAcquireLock({ key: `halo requests, ${this.#prefix}, ${name}`, ttlMs });
    } catch (error) {
      this.#isReachable = false;
      this.#standing = { executions: 1, place: 0 };
      const reason = error instanceof Error ? error.message : 'unknown';
      // Where the platform ends the run, this throws what the lock threw.
      await this.#connection.log(`The platform's locks cannot be used: ${reason}`, { level: 'debug' });
      return true;
    }
  }

  /** The budget is the tenant's, whichever connection its requests go through. */
  async #readTenant(): Promise<string> {
    const { connection_config: config = {} } = await this.#connection.getConnection();
    return String(config['hostname']).toLowerCase().slice(0, 200);
  }
}
