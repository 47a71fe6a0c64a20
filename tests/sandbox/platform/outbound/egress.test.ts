import { describe, expect, it } from 'vitest';
import type { OutboundRoute, Transport, TransportRequest } from '../../../../sandbox/platform/index.js';
import { guardEgress, OutboundUrlError } from '../../../../sandbox/platform/index.js';

const route: OutboundRoute = { hostname: 'acme.halopsa.test', port: 1, certificate: '' };
const reached: Transport = () => Promise.resolve({ status: 200, headers: {}, body: Buffer.alloc(0) });

/** What the policy says to a request, where every name stands for this address. */
async function verdict(url: string, purpose?: TransportRequest['purpose'], address = '93.184.216.34'): Promise<string> {
  const guarded = guardEgress(reached, [route], () => Promise.resolve([{ address }]));
  return guarded({ method: 'GET', url, headers: {}, ...(purpose && { purpose }) })
    .then(() => 'goes out')
    .catch((error: unknown) => (error instanceof OutboundUrlError ? error.code : String(error)));
}

describe('the outbound policy', () => {
  it.each([
    ['https://halo.example.com/', 'goes out'],
    ['https://93.184.216.34/', 'goes out'],
    ['http://halo.example.com/', 'goes out'],
    ['ftp://halo.example.com/', 'invalid_scheme'],
    ['https://localhost/', 'denied_hostname'],
    ['https://LOCALHOST./', 'denied_hostname'],
    ['https://127.0.0.1/', 'denied_hostname'],
    ['https://[::1]/', 'denied_hostname'],
    ['https://metadata.google.internal/', 'denied_hostname'],
    ['https://127.8.9.10/', 'denied_ip'],
    ['https://0x7f.2/', 'denied_ip'],
    ['https://169.254.1.2/', 'denied_ip'],
    ['https://0.0.0.0/', 'denied_ip'],
    ['https://[fe80::1]/', 'denied_ip'],
    ['https://[::ffff:127.0.0.1]/', 'denied_hostname'],
    ['https://[::ffff:127.0.0.2]/', 'denied_ip'],
  ])('says to %s, whatever it is for: %s', async (url, expected) => {
    expect([await verdict(url), await verdict(url, 'token')]).toEqual([expected, expected]);
  });

  it.each(['10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', '[fd00::1]'])(
    'lets a token request to the private address %s go out, and no call of the API',
    async (address) => {
      expect(await verdict(`https://${address}/`, 'token')).toBe('goes out');
      expect(await verdict(`https://${address}/`)).toBe('denied_ip');
      const bare = address.replace(/[[\]]/g, '');
      expect(await verdict('https://halo.example.com/', 'token', bare)).toBe('goes out');
      expect(await verdict('https://halo.example.com/', undefined, bare)).toBe('denied_dns');
    },
  );

  it('refuses a name that resolves to this machine', async () => {
    expect(await verdict('https://halo.example.com/', 'token', '127.0.0.1')).toBe('denied_dns');
  });

  it('treats a routed hostname as a public one', async () => {
    expect(await verdict('https://acme.halopsa.test/', undefined, '127.0.0.1')).toBe('goes out');
  });

  it('fails for a name without an address', async () => {
    const guarded = guardEgress(reached, [], () => Promise.reject(new Error('ENOTFOUND')));
    await expect(guarded({ method: 'GET', url: 'https://nobody.example.com/', headers: {} })).rejects.toMatchObject({
      code: 'dns_resolution_failed',
      message: 'DNS resolution failed.',
    });
  });
});
