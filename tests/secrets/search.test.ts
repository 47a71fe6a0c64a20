import { mkdir, symlink, writeFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { Home } from '../support/run.js';
import { Secrets } from '../support/secrets.js';

/** The search that the tests of this folder rely on: what it must find, or a leak would go unnoticed. */

const secret = 'p4ss/wörd+"of" a client';
const secrets = new Secrets({ secret, other: 'another-secret' });

describe('a secret is found', () => {
  it.each([
    ['as it is', `refused ${secret}.`],
    ['in JSON', JSON.stringify({ config: { client_secret: secret } })],
    ['in an address', `https://halo.test/token?secret=${encodeURIComponent(secret)}`],
    ['in hexadecimal digits', Buffer.from(secret).toString('hex')],
    ['in the bytes of a file', Buffer.concat([Buffer.from([0, 255, 254]), Buffer.from(secret), Buffer.from([0])])],
    // The client id before it decides where in the base64 the secret begins.
    ['in a Basic header after an id of one length', `Basic ${Buffer.from(`id:${secret}`).toString('base64')}`],
    ['in a Basic header after a longer one', `Basic ${Buffer.from(`id2:${secret}`).toString('base64')}`],
    ['in a Basic header after a still longer one', `Basic ${Buffer.from(`id23:${secret}`).toString('base64')}`],
  ])('%s', (_, text) => {
    expect(secrets.in(text)).toEqual(['secret']);
  });

  describe('below a folder', () => {
    let home: Home;
    beforeAll(async () => {
      home = await Home.make();
    });
    afterAll(() => home.remove());

    it('in files, in names and where links lead', async () => {
      await mkdir(home.path('deep/er'), { recursive: true });
      await writeFile(home.path('deep/er/log'), `key: ${secret}`);
      await writeFile(home.path('deep/another-secret'), 'nothing');
      await symlink('/nowhere/another-secret', home.path('link'));
      expect((await secrets.inFolder(home.folder)).map((line) => line.slice(home.folder.length + 1)).sort()).toEqual([
        'deep/another-secret: other',
        'deep/er/log: secret',
        'link: other',
      ]);
    });
  });
});

it('nothing is found if there is no secret', () => {
  expect(secrets.in('p4ss word of a client, another secret')).toEqual([]);
});

it('a secret that could be any text is refused', () => {
  expect(() => new Secrets({ short: 'id' })).toThrow('short is too short');
});
