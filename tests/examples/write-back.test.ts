import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { keyOf } from '../../examples/write-back/echoes.js';
import { Product, type Comment } from '../../examples/write-back/product.js';
import { receive } from '../../examples/write-back/receive.js';
import { send } from '../../examples/write-back/send.js';
import { createSwitches, type HaloRequest } from '../../sandbox/halo/index.js';
import { startLocalNango, type LocalNango } from '../support/local-nango.js';

const ticketId = '1012';
let local: LocalNango;
let product: Product;
let made = 0;

beforeAll(async () => {
  const switches = createSwitches({ rateLimit: 'off' });
  local = await startLocalNango({ seed: 2, tickets: 12, customers: 4, assets: 4, each: 3, switches });
});

afterAll(() => local.close());

beforeEach(() => {
  product = new Product();
});

function comment(text: string): Comment {
  made += 1;
  const said = { id: `c${made}-example`, ticketId, author: 'Ana', text, isPublic: true };
  product.comment(said);
  return said;
}

async function receiveAll(...filter: [] | [() => boolean]): Promise<string[]> {
  await local.runSyncs('tickets', 'ticket-actions');
  await receive(local.nango, local.connection, product, ...filter);
  return [...product.received.values()].map(({ text }) => text);
}

/** Notes in Halo with this text. */
function notes(text: string) {
  return local.halo.tenant.actions.of(Number(ticketId)).filter(({ note }) => note.includes(text));
}

describe('a product that writes back', () => {
  it('has the tickets, writes a comment as a note, and takes over only the notes of others', async () => {
    const said = comment('The part is ordered.');
    await send(local.nango, local.connection, product);
    product.comment({ ...said, id: `${said.id}-2`, text: 'Only for agents.', isPublic: false });
    await send(local.nango, local.connection, product);
    local.halo.tenant.actions.add(Number(ticketId), { note: 'From a colleague in Halo.' });
    const received = await receiveAll();
    expect(product.tickets.size).toBe(12);
    expect(product.made.get(said.id)?.delivery).toMatchObject({ state: 'written' });
    expect(notes('The part is ordered.')).toMatchObject([{ hiddenfromuser: false, note: 'Ana: The part is ordered.' }]);
    expect(received).toContain('From a colleague in Halo.');
    expect(notes('Only for agents.')).toMatchObject([{ hiddenfromuser: true }]);
    expect(received.filter((text) => text.startsWith('Ana: '))).toEqual([]);
  });

  it("would take its own note for somebody else's without the filter", async () => {
    comment('Said once.');
    await send(local.nango, local.connection, product);
    expect(await receiveAll(() => false)).toContain('Ana: Said once.');
  });

  it('recognises its note if the answer with the id was lost, and does not write it twice', async () => {
    const said = comment('Said under bad conditions.');
    // The note is there, and everything that would show it fails until the function gives up.
    const { api } = local.halo;
    let isWritten = false;
    const isWrite = ({ method, path }: HaloRequest): boolean => method === 'POST' && path.startsWith('/api/');
    api.onRequest = (request) => {
      isWritten ||= isWrite(request);
    };
    api.faults.add({ fault: { kind: 'dropped', when: 'after' }, on: isWrite });
    api.faults.add({ fault: { kind: 'refused', status: 400, sentence: 'Not now' }, on: () => isWritten });
    await send(local.nango, local.connection, product);
    api.onRequest = undefined;
    expect(api.faults.pending).toBe(0);
    expect(product.pending).toEqual([said]);
    expect(notes(said.text)).toHaveLength(1);
    expect((await receiveAll()).filter((text) => text.includes(said.text))).toEqual([]);
    await send(local.nango, local.connection, product);
    expect(product.pending).toEqual([]);
    expect(notes(said.text)).toHaveLength(1);
    expect((await receiveAll()).filter((text) => text.includes(said.text))).toEqual([]);
  });

  it('keeps a comment that Halo refuses, with the reason', async () => {
    const said = { ...comment('For nobody.'), ticketId: '999999' };
    product.comment(said);
    await send(local.nango, local.connection, product);
    expect(product.made.get(said.id)?.delivery).toMatchObject({ state: 'refused' });
    expect(keyOf(said)).toBe(`comment-${said.id}`);
  });
});
