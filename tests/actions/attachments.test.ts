import { describe, expect, it } from 'vitest';

import { largestFile } from '../../actions/attachments/content.js';
import { Bench, exampleOf, functionOf } from './support/bench.js';

const example = exampleOf(functionOf('add-attachment'));

describe('a file that is added', () => {
  it('is listed with the given values, and has the bytes that were sent', async () => {
    const bench = await Bench.open();
    const { record } = await bench.succeed('add-attachment', {
      ...example,
      action_id: '1042:3',
      note: 'From the printer',
      is_visible_to_contacts: false,
    });
    const { attachments } = await bench.succeed('list-attachments', { ticket_id: 1042 });
    expect(record).toMatchObject({ ticket_id: '1042', file_name: 'event-log.txt', size_bytes: 20 });
    expect(record).toMatchObject({ note: 'From the printer', is_visible_to_contacts: false });
    expect(attachments).toHaveLength(3);
    expect(attachments).toContainEqual(record);
    const saved = bench.tenant.attachments.of(1042).at(-1);
    expect(saved).toMatchObject({ data: example['content_base64'], content_type: 'text/plain', action_id: 3 });
  });

  it('may have a million bytes and no more', async () => {
    const bench = await Bench.open();
    const base64 = (size: number): string => Buffer.alloc(size, 7).toString('base64');
    const input = { ...example, content_base64: base64(largestFile) };
    expect(await bench.succeed('add-attachment', input)).toMatchObject({ record: { size_bytes: largestFile } });
    for (const content of [base64(largestFile + 1), 'YQ', 'data:text/plain;base64,YQ==']) {
      const { problems } = await bench.fail('add-attachment', { ...example, content_base64: content });
      expect(problems).toMatchObject([{ field: 'content_base64' }]);
    }
    expect(bench.writes).toEqual([]);
  });

  it('cannot belong to an action of another ticket', async () => {
    const bench = await Bench.open();
    const { problems } = await bench.fail('add-attachment', { ...example, action_id: '1043:3' });
    expect(problems).toEqual([{ field: 'action_id', message: 'it is an action of ticket 1043' }]);
    expect(bench.requests).toEqual([]);
  });

  it('has key_kept false in its result if the tenant does not keep the key', async () => {
    const bench = await Bench.open();
    bench.desk.switches.attachmentIds = 'dropped';
    expect(await bench.succeed('add-attachment', example)).toMatchObject({ confirmed: true, key_kept: false });
  });

  it('has its size in the result if Halo kept another one', async () => {
    const bench = await Bench.open();
    bench.desk.api.onRequest = ({ method }) => {
      const added = bench.tenant.attachments.of(1042).find(({ filename }) => filename === example['file_name']);
      if (method === 'GET' && added !== undefined) bench.tenant.attachments.edit(added.id, { data: 'YQ==' });
    };
    expect(await bench.succeed('add-attachment', example)).toMatchObject({
      changed_by_rules: [{ field: 'content_base64', asked: '20 bytes', became: '1 bytes' }],
    });
  });
});

it('listing the files of a ticket that does not exist is an error, not an empty list', async () => {
  const bench = await Bench.open();
  expect(await bench.succeed('list-attachments', { ticket_id: '1041' })).toEqual({ attachments: [] });
  expect(await bench.fail('list-attachments', { ticket_id: '999999' })).toMatchObject({ code: 'halo_not_found' });
});
