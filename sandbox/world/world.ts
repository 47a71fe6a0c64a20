import { mkdir } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { systemClock, type Clock } from '../clock.js';
import { createSwitches, startHalo, Tenant, type RunningHalo, type SwitchOverrides } from '../halo/index.js';
import type { TenantChange } from './changes.js';
import { Life } from './life.js';
import { Moods } from './moods.js';
import { changesOf, readTenant, restoreChanges, writeTenant, type SavedTenant } from './tenant-file.js';

/** How large a simulated tenant is. The same sizes and the same seed make the same tenant. */
export type TenantSizes = Readonly<Record<string, number>> & { tickets: number; customers: number; assets: number };

export interface LivingTenantOptions {
  /** Where it is kept; nowhere without one. */
  folder?: string | undefined;
  seed: number;
  sizes: TenantSizes;
  /** Milliseconds between two changes that it makes by itself, about. */
  pace: number;
  isStill: boolean;
  /** How it answers, where that is not as usual. */
  switches?: SwitchOverrides | undefined;
  clock?: Clock;
}

/** A tenant that was kept is another one than was asked for. */
export class OtherTenant extends Error {
  override readonly name = 'OtherTenant';

  constructor(readonly kept: Pick<SavedTenant, 'seed' | 'sizes' | 'switches'>) {
    super('The tenant that is kept has another seed or another size, or answers otherwise');
  }
}

/** A simulated tenant that changes by itself, and is the same when it is started again. */
export interface LivingTenant {
  readonly halo: RunningHalo;
  readonly life: Life;
  readonly moods: Moods;
  /** The last changes, newest last: those that it made by itself, and those that somebody made. */
  readonly changes: readonly TenantChange[];
  /** Notes a change that somebody made. */
  note(change: Omit<TenantChange, 'at'>): void;
  /** @returns what ends it */
  listen(listener: (change: TenantChange) => void): () => void;
  /** Ends its life, keeps it, and stops listening. */
  close(): Promise<void>;
}

const rememberedChanges = 200;
/** Milliseconds between two looks at whether there is something to keep. */
const keepPause = 2_000;

/**
 * Starts it on a free loopback port, as it was when it was kept, or anew.
 * @throws OtherTenant when another one is kept in the folder
 */
export async function startLivingTenant(options: LivingTenantOptions): Promise<LivingTenant> {
  const { folder, seed, sizes, pace, isStill, switches: asked = {} } = options;
  const real = options.clock ?? systemClock;
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const kept = folder === undefined ? undefined : await readTenant(folder);
  const isOther =
    kept !== undefined &&
    !(kept.seed === seed && sameSizes(kept.sizes, sizes) && isDeepStrictEqual(kept.switches, asked));
  if (isOther) throw new OtherTenant(kept);

  const epoch = kept?.epoch ?? real.now();
  const clock = new StartedClock(real, epoch);
  // Without the request budget of a real tenant: whoever asks for 100,000 tickets would wait out its windows.
  const switches = createSwitches({ ...asked, rateLimit: 'off' });
  const tenant = new Tenant({ ...sizes, seed, clock, switches });
  clock.release();
  if (kept) restoreChanges(tenant, kept.changes);
  const halo = await startHalo({ tenant, clock, otherHostname: switches.tokens.hostname });
  // Tokens that clients still hold are counted, not random: as many as were asked for are valid again.
  for (let nth = 0; nth < (kept?.tokens ?? 0); nth += 1) halo.api.tokens.issue(halo.application);
  const moods = new Moods(halo);
  for (const mood of kept?.moods ?? []) moods.set(mood, true);

  const changes: TenantChange[] = [];
  const listeners = new Set<(change: TenantChange) => void>();
  const remember = (change: TenantChange): void => {
    changes.push(change);
    if (changes.length > rememberedChanges) changes.shift();
    for (const listener of listeners) listener(change);
  };
  const life = new Life({ tenant, clock, seed, past: kept?.lived ?? 0, pace, onChange: remember });
  life.isStill = isStill;
  life.begin();

  const keeper = folder === undefined ? undefined : new Keeper(folder, () => snapshot());
  function snapshot(): SavedTenant {
    const tokens = (kept?.tokens ?? 0) + halo.api.requests.of('/auth/token', 'POST');
    return {
      seed,
      sizes,
      epoch,
      tokens,
      lived: life.made,
      moods: moods.on,
      switches: { ...asked },
      changes: changesOf(tenant),
    };
  }
  return {
    halo,
    life,
    moods,
    changes,
    note: (change) => {
      remember({ at: new Date(clock.now()).toISOString(), ...change });
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      life.end();
      await halo.close();
      await keeper?.close();
    },
  };
}

const sameSizes = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => a[name] === b[name]);

/** Stands at the moment when the tenant was first made while it is made again. */
class StartedClock implements Clock {
  #stands = true;

  constructor(
    private readonly real: Clock,
    private readonly epoch: number,
  ) {}

  release(): void {
    this.#stands = false;
  }

  now(): number {
    return this.#stands ? this.epoch : this.real.now();
  }

  setTimeout(callback: () => void, milliseconds: number): void {
    this.real.setTimeout(callback, milliseconds);
  }
}

/** Writes what changed, a little later and at the end. */
class Keeper {
  #written = '';
  #last: Promise<void> = Promise.resolve();
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly folder: string,
    private readonly snapshot: () => SavedTenant,
  ) {
    this.#keep();
    this.#timer = setInterval(() => {
      this.#keep();
    }, keepPause).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#keep();
    await this.#last;
  }

  #keep(): void {
    const saved = this.snapshot();
    const text = JSON.stringify(saved);
    if (text === this.#written) return;
    this.#written = text;
    this.#last = this.#last.then(() => writeTenant(this.folder, saved));
  }
}
