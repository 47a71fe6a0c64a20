import { expect, test } from 'vitest';
import { z } from 'zod';

import { FIELD_USAGE } from '../../sandbox/halo/index.js';
import { World } from '../support/world.js';
import { minutes, said } from './three.js';

const Fields = z.record(z.string(), z.object({ label: z.string() }));

/** The custom fields of each ticket. */
const fieldsOf = async (world: World) =>
  [...(await world.living('Ticket')).values()].map(({ custom_fields }) => Fields.parse(custom_fields ?? {}));

const namesOf = async (world: World) => new Set((await fieldsOf(world)).flatMap((fields) => Object.keys(fields)));

test('fields that the settings choose come alone, by their name or their label', async () => {
  const plain = new World({ tickets: 30 });
  await plain.sync('tickets');
  const all = await fieldsOf(plain);
  const [[name, { label }] = ['', { label: '' }]] = Object.entries(
    all.find((fields) => Object.keys(fields).length > 1) ?? {},
  );
  for (const chosen of [name, `CF${name}`, label.toUpperCase()]) {
    const world = new World({ tickets: 30, metadata: { custom_fields: [chosen, 'No such field'] } });
    await world.sync('tickets');
    expect([...(await namesOf(world))]).toEqual([name]);
    const having = (await fieldsOf(world)).filter((fields) => fields[name] !== undefined);
    expect(having).toHaveLength(all.filter((fields) => fields[name] !== undefined).length);
    expect(said(world, 'warn').join()).toContain('that this Halo does not have: No such field.');
  }
});

test('a field that is renamed or removed in Halo breaks no run', async () => {
  const world = new World({ tickets: 30 });
  await world.sync('tickets');
  const before = await namesOf(world);
  const known = world.tenant.fields.of(FIELD_USAGE.tickets).filter(({ name }) => before.has(name.slice(2)));
  const [renamed, removed] = known;
  if (!renamed || !removed) throw new Error('The tenant has too few custom fields');
  world.tenant.fields.define({ ...renamed, name: 'CFNewName' });
  world.tenant.fields.remove(removed.id);
  world.clock.advance(minutes(5));
  for (const id of world.tenant.living('tickets')) world.tenant.tickets.edit(id, { summary: 'Once more' });
  await world.sync('tickets');
  const after = await namesOf(world);
  expect(after).toContain('NewName');
  for (const { name } of [renamed, removed]) expect(after).not.toContain(name.slice(2));
  expect(said(world, 'warn')).toEqual([]);
});
