import { expect, test } from 'vitest';
import { World } from '../support/world.js';

test('first', async () => {
  const world = new World({ tickets: 250, customers: 40, assets: 120 });
  for (const [sync, model] of [['tickets','Ticket'],['customers','Customer'],['assets','Asset']] as const) {
    for (let i = 0; i < 2; i += 1) {
      const result = await world.run(sync);
      console.log(sync, JSON.stringify({ ...result, checkpoint: result.checkpoint?.to }), world.requested);
    }
    const living = await world.living(model);
    console.log(model, living.size, JSON.stringify([...living.values()][3], null, 1));
  }
  console.log(world.log.filter((l) => l.type === 'log'));
  expect(1).toBe(1);
});
