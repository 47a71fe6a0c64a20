import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { download } from '../../examples/attachments/download.js';
import { findAttachment, type Attachment } from '../../examples/attachments/find.js';
import { safeName, save } from '../../examples/attachments/save.js';
import { createSwitches } from '../../sandbox/halo/index.js';
import { startLocalNango, type LocalNango } from '../support/local-nango.js';

const picture = '1012:308';
let local: LocalNango;
let attachment: Attachment;
let folder: string;
/** Headers that the host of the files was sent, one entry a request. */
const shown: Headers[] = [];
const waited: number[] = [];

beforeAll(async () => {
  const switches = createSwitches({ rateLimit: 'off' });
  local = await startLocalNango({ seed: 2, tickets: 12, customers: 4, assets: 4, each: 3, switches });
  attachment = await findAttachment(local.nango, local.connection, picture);
  folder = await mkdtemp(join(tmpdir(), 'attachments-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await local.close();
});

beforeEach(() => {
  local.halo.switches.attachmentContent = { kind: 'bytes' };
  local.halo.api.faults.clear();
  shown.length = 0;
  waited.length = 0;
});

/** Fetches from the tenant's own server, whose certificate only this knows. */
const fromTenant: typeof fetch = async (input, init) => {
  const { headers } = new Request(input instanceof Request ? input.url : input, init);
  shown.push(headers);
  const url = new URL(input instanceof Request ? input.url : input);
  const { port, certificate, hostname } = local.halo;
  const options = {
    host: '127.0.0.1',
    port,
    ca: certificate,
    servername: hostname,
    path: `${url.pathname}${url.search}`,
  };
  return new Promise((resolve, reject) => {
    request({ ...options, headers: Object.fromEntries(headers) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 500 }));
      });
    })
      .on('error', reject)
      .end();
  });
};

const wait = (seconds: number): Promise<void> => {
  waited.push(seconds);
  return Promise.resolve();
};

async function get(of: Partial<Attachment> = {}, most = 1_000_000): Promise<string> {
  const bytes = await download(
    local.nango,
    local.connection,
    { ...attachment, ...of },
    { most, fetch: fromTenant, wait },
  );
  return Buffer.from(bytes).toString('base64');
}

function original(): string | undefined {
  return local.halo.tenant.attachments.get(Number(attachment.attachment_id))?.data;
}

function byLink(host = 'https://files.example.test'): void {
  local.halo.switches.attachmentContent = { kind: 'link', host };
}

describe('a download', () => {
  it('returns the bytes that Halo sends', async () => {
    expect(await get()).toBe(original());
    expect(shown).toEqual([]);
  });

  it('follows a link to another host, without sending it the token of the connection', async () => {
    byLink();
    expect(await get()).toBe(original());
    expect(shown.map((headers) => [...headers.keys()])).toEqual([[]]);
  });

  it('would be refused there with the token, because the tenant checks that', async () => {
    byLink();
    const withToken: typeof fetch = (input, init) =>
      fromTenant(input, { ...init, headers: { authorization: 'Bearer x' } });
    const options = { most: 1_000_000, fetch: withToken, wait };
    await expect(download(local.nango, local.connection, attachment, options)).rejects.toMatchObject({
      code: 'link_refused',
    });
  });

  it('requests another link if the first has expired', async () => {
    byLink();
    let fetched = 0;
    const late: typeof fetch = async (input, init) => {
      fetched += 1;
      return fetched === 1 ? new Response(null, { status: 403 }) : fromTenant(input, init);
    };
    const options = { most: 1_000_000, fetch: late, wait };
    const bytes = await download(local.nango, local.connection, attachment, options);
    expect(Buffer.from(bytes).toString('base64')).toBe(original());
    expect(fetched).toBe(2);
  });

  it.each(['http://files.example.test', 'ftp://files.example.test', 'https://user:word@files.example.test'])(
    'does not follow %s',
    async (host) => {
      byLink(host);
      await expect(get()).rejects.toMatchObject({ code: 'link_unusable' });
      expect(shown).toEqual([]);
    },
  );

  it('recognises a JSON file as a file, even if it looks like a link', async () => {
    const data = Buffer.from('{"link":"https://elsewhere.example.test/"}').toString('base64');
    const { id } = local.halo.tenant.attachments.add(1012, { data, content_type: 'application/json' });
    expect(await get({ attachment_id: String(id), size_bytes: 42 })).toBe(data);
    expect(shown).toEqual([]);
  });

  it.each([
    [{ kind: 'serverError', status: 503 }, [1]],
    [{ kind: 'dropped', when: 'after' }, [1]],
    [{ kind: 'rateLimited', retryAfterSeconds: 7 }, [7]],
    [{ kind: 'rateLimited' }, [60]],
  ] as const)('goes on after %j', async (fault, waits) => {
    local.halo.api.faults.add({ fault, on: `/api/Attachment/${attachment.attachment_id}` });
    expect(await get()).toBe(original());
    expect(waited).toEqual(waits);
  });

  it('gives up after some attempts, with a message that contains no secret', async () => {
    local.halo.api.faults.add({ fault: { kind: 'serverError', status: 500 }, times: 9 });
    const failure: unknown = await get().catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.not.stringContaining('http') as string });
    expect(waited).toEqual([1, 4, 15]);
  });

  it('refuses a file that is missing, not allowed, too large, or incomplete', async () => {
    await expect(get({ attachment_id: '999999' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(get({}, 10)).rejects.toMatchObject({ code: 'too_large' });
    const unknownSize = { attachment_id: attachment.attachment_id };
    byLink();
    const small = { most: 10, fetch: fromTenant, wait };
    await expect(download(local.nango, local.connection, unknownSize, small)).rejects.toMatchObject({
      code: 'too_large',
    });
    local.halo.switches.attachmentContent = { kind: 'bytes' };
    local.halo.api.faults.add({ fault: { kind: 'truncated' } });
    await expect(get()).rejects.toMatchObject({ code: 'incomplete' });
    local.halo.api.faults.add({ fault: { kind: 'forbidden' } });
    await expect(get()).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(findAttachment(local.nango, local.connection, '1012:1')).rejects.toMatchObject({ code: 'not_found' });
    await expect(findAttachment(local.nango, local.connection, '9999:1')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a file that is saved', () => {
  it('is complete, and overwrites no other', async () => {
    const path = await save(folder, attachment, Buffer.from('one'));
    await expect(save(folder, attachment, Buffer.from('two'))).rejects.toThrow('is there already');
    expect(await readFile(path, 'utf8')).toBe('one');
    expect(await readdir(folder)).toEqual([attachment.file_name]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.txt', 'a.txt'],
    ['.hidden', 'hidden'],
    ['a\u0000b\u202e.txt', 'a_b_.txt'],
    ['..', 'attachment-308'],
    [undefined, 'attachment-308'],
  ])('gets a safe name: %j', (name, expected) => {
    expect(safeName({ ...attachment, file_name: name })).toBe(expected);
  });
});
