import { functionsOf } from '../../deploy/compiled.js';
import { DeployProblem } from '../../deploy/problem.js';
import { send } from '../../deploy/send.js';
import { Server } from '../../deploy/server.js';
import { shipmentFor } from '../../deploy/shipment.js';
import { targetOf } from '../../deploy/target.js';
import type { Prepared } from './library.js';

export interface DeploymentState {
  readonly state: 'compiling' | 'ready' | 'failed';
  /** What it is at, or why it failed. */
  readonly message: string | null;
}

/** Whoever compiles functions. */
export interface Library {
  /** What is compiled so far, as it grows; the first time with all that is wanted first. */
  prepare(): AsyncIterable<Prepared>;
}

/** Deploys this package's functions to integrations of the local platform, and what is compiled later as it comes. */
export class Deployments {
  state: DeploymentState = { state: 'compiling', message: null };
  /** Told when something of `state` changes. */
  onState: (state: DeploymentState) => void = () => undefined;
  readonly #integrations = new Set<string>();
  #server: Server | undefined;
  #prepared: Prepared | undefined;
  #first: PromiseWithResolvers;
  /** One deployment after the other: each looks at what the ones before left. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly library: Library) {
    this.#first = withResolvers();
  }

  say(message: string): void {
    this.#set({ ...this.state, message });
  }

  /** Says where to deploy to. Compiling may have begun long before. */
  attach({ url, secretKey }: { readonly url: string; readonly secretKey: string }): void {
    this.#server = new Server(targetOf('dev', { NANGO_HOSTPORT: url, NANGO_SECRET_KEY_DEV: secretKey }));
  }

  /** Whether all functions are compiled. */
  get isComplete(): boolean {
    return this.#prepared !== undefined && this.#prepared.done === this.#prepared.total;
  }

  /** How many functions are compiled. */
  get extent(): string {
    const { done = 0, total = 0 } = this.#prepared ?? {};
    return done === total ? `${total} functions` : `${done} of ${total} functions, the others follow`;
  }

  /** Resolves when the functions that are wanted first are compiled. @throws {DeployProblem} */
  first(): Promise<void> {
    return this.#first.promise;
  }

  /** Compiles everything. @throws {DeployProblem} with the CLI's words */
  async compile(): Promise<void> {
    try {
      for await (const prepared of this.library.prepare()) {
        this.#prepared = prepared;
        this.#first.resolve();
        for (const key of this.#integrations) await this.#queue(key);
      }
      this.#set({ state: 'ready', message: null });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#set({ state: 'failed', message });
      this.#first.reject(error);
      throw error;
    }
  }

  /**
   * Deploys what is compiled to an integration, and the rest when it is.
   * @returns how many functions it has then
   * @throws {DeployProblem}
   */
  async deployTo(key: string): Promise<number> {
    await this.#first.promise;
    this.#integrations.add(key);
    return this.#queue(key);
  }

  #queue(key: string): Promise<number> {
    const turn = this.#last.then(() => this.#deploy(key));
    // The next one does not mind how this one ends; whoever asked for it hears of it.
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #deploy(key: string): Promise<number> {
    if (this.#prepared === undefined || !this.#server) throw new DeployProblem('There is nothing to deploy yet.');
    const { compiled: all } = this.#prepared;
    const compiled = { ...all, flows: all.flows.map((flow) => ({ ...flow, providerConfigKey: key })) };
    const events = functionsOf(compiled).filter(({ type }) => type === 'on-event');
    // A deployment switches off the event functions of all integrations (nango-platform.md §7): those of ours go along.
    const kept = [...this.#integrations].flatMap((integration) => events.map((one) => ({ ...one, integration })));
    const shipment = shipmentFor(key, compiled, kept);
    // What is still being compiled may be deployed of an earlier time, and is not to be removed.
    const { deployed } = await send(this.#server, shipment, [], this.isComplete ? 'integration' : 'single');
    return deployed.filter(({ integration }) => integration === key).length;
  }

  #set(state: DeploymentState): void {
    this.state = state;
    this.onState(state);
  }
}

interface PromiseWithResolvers {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

function withResolvers(): PromiseWithResolvers {
  let resolve: () => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  // Whoever waits hears of a failure; where nobody does, `compile` has told it.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
