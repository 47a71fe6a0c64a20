import { describe, expect, it, test } from 'vitest';

import { checkResourceServer } from '../../connection/resource-server.js';
import { Desk, hostname } from '../support/functions.js';
import { World } from '../support/world.js';

describe('a Resource Server', () => {
  it.each([
    undefined,
    null,
    '',
    'https://acme.halopsa.test/api',
    'https://acme.halopsa.test:8443/api',
    'https://ACME.halopsa.test/halo/v2/api',
  ])('%s is right', (address) => {
    expect(checkResourceServer(address, hostname)).toBeUndefined();
  });

  it.each([
    'https://elsewhere.test/api',
    'https://acme.halopsa.test.evil.test/api',
    'https://acme.halopsa.test@evil.test/api',
    'https://someone:secret@acme.halopsa.test/api',
    'http://acme.halopsa.test/api',
    'https://acme.halopsa.test/halo',
    'https://acme.halopsa.test/api/',
    'https://acme.halopsa.test/api?x=secret',
    'https://acme.halopsa.test/../api',
    'https://acme.halopsa.test:99999/api',
    `https://acme.halopsa.test/${'a'.repeat(600)}/api`,
    42,
  ])('%s is refused', (address) => {
    const problem = checkResourceServer(address, hostname);
    expect(problem?.code).toBe('halo_resource_server_invalid');
    expect(problem?.message).not.toContain('secret');
  });
});

const onPremise = {
  resource_server: `https://${hostname}:8443/halo/api`,
  token_url: `https://${hostname}:8443/halo/auth/token`,
};

describe('a Halo on a port and below a path', () => {
  test('is connected and diagnosed', async () => {
    const desk = await Desk.open();
    desk.api.basePath = '/halo';
    desk.config = { ...desk.config, ...onPremise };
    expect(await desk.connect()).toMatchObject({ result: 'connected', warnings: [] });
    expect(await desk.diagnose()).toMatchObject({ is_healthy: true });
    expect([...desk.hosts]).toEqual([`${hostname}:8443`]);
    expect(desk.requested.filter((request) => !/ \/halo\/(api|auth)\//.test(request))).toEqual([]);
  });

  test('is synced, and its tickets link to its own web application', async () => {
    const world = new World({ tickets: 3, customers: 2, config: onPremise });
    world.api.basePath = '/halo';
    await world.sync('tickets');
    const [ticket] = [...(await world.living('Ticket')).values()];
    expect(ticket?.['web_url']).toBe(`https://${hostname}:8443/halo/ticket?id=${ticket?.id ?? ''}`);
    expect(world.requested.every((request) => request.startsWith('GET /halo/api/'))).toBe(true);
  });

  test('cannot be reached by its host alone', async () => {
    const desk = await Desk.open();
    desk.api.basePath = '/halo';
    desk.config = { ...desk.config, token_url: onPremise.token_url };
    expect(await desk.connect()).toMatchObject({ result: 'refused', refusal: { code: 'halo_not_an_api' } });
  });

  test('on another host than the hostname is refused before the first request', async () => {
    const desk = await Desk.open();
    await desk.import();
    desk.config = { ...desk.config, resource_server: 'https://evil.test/api' };
    await desk.reconfigure();
    desk.hosts.clear();
    const check = await desk.run('on-event', 'validate-connection');
    expect(check).toMatchObject({ success: false, error: { payload: { code: 'halo_resource_server_invalid' } } });
    expect((await desk.diagnose()).findings).toMatchObject([{ code: 'halo_resource_server_invalid' }]);
    expect([...desk.hosts]).toEqual([]);
  });
});
