import type { Terminal } from '../terminal/terminal.js';
import type { Halo } from './halo.js';

/** How a local world is served. */
export interface ServeOptions {
  readonly root: string;
  readonly opening: string;
  /** @param folder where a simulated tenant is kept */
  readonly openHalo: (folder: string | undefined) => Promise<Halo>;
  /** Where the world is kept; nowhere when it is left out. */
  readonly data: string | undefined;
  /** Begin anew. */
  readonly fresh: boolean;
  /** Enable and connect nothing: that is left to whoever opens the dashboard. */
  readonly empty: boolean;
  readonly integration: string;
  readonly port: number | undefined;
  /** Milliseconds between two runs of the most frequent sync. */
  readonly every: number | undefined;
  /** Open the dashboard in the browser. */
  readonly browse: boolean;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}
