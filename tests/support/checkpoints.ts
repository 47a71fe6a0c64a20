import { z } from 'zod';

import type { World } from './world.js';

const Flat = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export type SavedCheckpoint = z.output<typeof Flat>;

/** Notes every checkpoint that a sync saves from now on. @returns them, in order, when it is called */
export function watchCheckpoints(world: World, sync: string): () => Promise<SavedCheckpoint[]> {
  const saved: ReturnType<World['checkpoints']['get']>[] = [];
  world.afterCall = (method) => {
    if (method === 'saveCheckpoint') saved.push(world.checkpoints.get(1, `sync:${sync}:base`));
  };
  return async () => (await Promise.all(saved)).map((stored) => Flat.parse(stored?.checkpoint));
}

/** A checkpoint as it would be in a tenant of a million rows. */
export function inLargeTenant(checkpoint: SavedCheckpoint): SavedCheckpoint {
  const rows = 1_000_000;
  const limits: Record<string, number> = {
    page: 20_000,
    last_id: 9_999_999,
    detail_id: 9_999_999,
    total: rows,
    count: rows,
    known: rows,
    held: rows,
    size: 100,
  };
  const grown = Object.entries(checkpoint).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.max(value, limits[name] ?? 4_294_967_295) : value,
  ]);
  return Flat.parse(Object.fromEntries(grown));
}
