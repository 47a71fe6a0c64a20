import type { RunningPlatform } from '../../sandbox/platform/index.js';
import type { Terminal } from '../terminal/terminal.js';
import type { Halo } from './halo.js';
import { tellChange, tellEvent } from './tell.js';

/** Tells what happens until the signal comes. */
export async function live(
  platform: RunningPlatform,
  halo: Halo,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const stops = [
    platform.listen((event) => {
      const text = tellEvent(event);
      if (text !== undefined && !signal.aborted) terminal.print(text);
    }),
    halo.living?.listen((change) => {
      terminal.print(tellChange(change));
    }),
  ];
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener('abort', () => {
        resolve();
      });
  });
  for (const stop of stops) stop?.();
}
