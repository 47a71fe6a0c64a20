import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { checkHostname } from '../../connection/hostname.js';
import { Desk } from '../support/functions.js';

const plain = [
  'acme.halopsa.com',
  'Acme.HaloPSA.com',
  'halo.internal.example.co.uk',
  'a.b',
  '10.1.2.3',
  'xn--bcher-kva.example',
];

/** What was entered, and the form that is suggested for it. */
const wrong: readonly [unknown, string][] = [
  ['https://desk.halopsa.com', 'desk.halopsa.com'],
  ['HTTPS://Desk.halopsa.com/', 'desk.halopsa.com'],
  ['desk.halopsa.com/api', 'desk.halopsa.com'],
  ['desk.halopsa.com/evil?x=1', 'desk.halopsa.com'],
  ['desk.halopsa.com:8443', 'desk.halopsa.com'],
  ['user:secret@desk.halopsa.com', 'desk.halopsa.com'],
  ['desk.halopsa.com#x', 'desk.halopsa.com'],
  ['desk.halopsa.com\\evil', 'desk.halopsa.com'],
  [' desk.halopsa.com ', 'desk.halopsa.com'],
  ['desk.halopsa.com\n', 'desk.halopsa.com'],
  ['desk.halopsa.com.', 'desk.halopsa.com'],
  ['localhost', 'acme.halopsa.com'],
  ['0x7f.1', 'acme.halopsa.com'],
  ['127.1', 'acme.halopsa.com'],
  ['', 'acme.halopsa.com'],
  ['-desk.halopsa.com', 'acme.halopsa.com'],
  ['[::1]', 'acme.halopsa.com'],
  ['${connectionConfig.x}.com', 'acme.halopsa.com'],
  [undefined, 'acme.halopsa.com'],
  [42, 'acme.halopsa.com'],
  ['a.'.repeat(5000), 'acme.halopsa.com'],
];

// Nango can connect these with the whole address of the Resource Server; the host alone would lead elsewhere.
it.each(['halo.example.edu:8443', 'https://support.example.com/haloapi/api', 'support.example.com/halo'])(
  'of %s the whole address is asked for too',
  (hostname) => {
    expect(checkHostname(hostname)?.message).toContain('enter its whole address in the field "Resource Server" too');
  },
);

it.each(['https://acme.halopsa.com/api', 'acme.halopsa.com/', 'https://acme.halopsa.com', 'acme.halopsa.com/api/'])(
  'of %s nothing but the host is needed',
  (hostname) => {
    expect(checkHostname(hostname)?.message).not.toContain('Resource Server');
  },
);

describe('a hostname', () => {
  it.each(plain)('%s is accepted', (hostname) => {
    expect(checkHostname(hostname)).toBeUndefined();
  });

  it.each(wrong)('%j is refused, with the form to enter', (hostname, suggestion) => {
    const problem = checkHostname(hostname);
    expect(problem?.code).toBe('halo_hostname_invalid');
    expect(problem?.message).toContain(`"${suggestion}"`);
    expect(problem?.message).not.toContain('secret');
  });

  it('that is accepted leads to that host and nowhere else', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ab1.-:/@?#\\ %[]A')) });
    fc.assert(
      fc.property(text, (hostname) => {
        if (checkHostname(hostname) !== undefined) return;
        const url = new URL(`https://${hostname}/api/Agent/me`);
        expect(url.pathname).toBe('/api/Agent/me');
        expect(url.hostname).toBe(hostname.toLowerCase());
        expect([url.username, url.password, url.port, url.search, url.hash].join('')).toBe('');
      }),
      { numRuns: 2000 },
    );
  });
});

it.each(['acme.halopsa.test/evil', 'someone@evil.test', 'https://acme.halopsa.test', 'evil.test:8080'])(
  '%s is refused before the first request',
  async (hostname) => {
    const desk = await Desk.open();
    await desk.import();
    desk.config = { ...desk.config, hostname };
    await desk.reconfigure();
    desk.hosts.clear();
    const check = await desk.run('on-event', 'validate-connection');
    expect(check).toMatchObject({ success: false, error: { payload: { code: 'halo_hostname_invalid' } } });
    expect(desk.requested).toEqual([]);
    expect((await desk.diagnose()).findings).toMatchObject([{ code: 'halo_hostname_invalid' }]);
    expect(desk.requested).toEqual([]);
    expect([...desk.hosts]).toEqual([]);
  },
);
