import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Compiled } from '../../../scripts/deploy/compiled.js';
import { send } from '../../../scripts/deploy/send.js';
import { Server } from '../../../scripts/deploy/server.js';
import { shipmentFor } from '../../../scripts/deploy/shipment.js';
import { targetOf } from '../../../scripts/deploy/target.js';
import { NangoEnvironment } from './support.js';

/** Servers that say one thing and do another: what a deployment says at its end must not be taken from their answer alone. */

/** Instead of a status: the server has done its work, and the connection ends without an answer. */
const HANGS_UP = 0;

interface Answer {
  readonly status: number;
  readonly body: string;
}
/** What a broken server does to a request and to the answer of the stand-in behind it. */
interface Breakage {
  readonly request?: (path: string, body: string) => string;
  readonly answer?: (path: string, answer: Answer) => Answer;
}

let environment: NangoEnvironment;
let broken: HttpServer;
let breakage: Breakage = {};
let server: Server;

beforeEach(async () => {
  environment = await NangoEnvironment.open({ 'halo-psa': 'halo-psa', hub: 'hubspot' });
  broken = createServer((request, response) => {
    void relay(request).then(({ status, body }) => {
      if (status === HANGS_UP) response.destroy();
      else response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
  const address = broken.address();
  if (typeof address !== 'object' || address === null) throw new Error('The broken server has no port');
  server = new Server(targetOf('dev', { ...environment.env, NANGO_HOSTPORT: `http://127.0.0.1:${address.port}` }));
});
afterEach(async () => {
  broken.closeAllConnections();
  await new Promise((resolve) => broken.close(resolve));
  await environment.close();
  breakage = {};
});

async function relay(request: IncomingMessage): Promise<Answer> {
  const { url: path = '', method = 'GET', headers } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const body = breakage.request?.(path, text) ?? text;
  const response = await fetch(environment.platform.url + path, {
    method,
    headers: { authorization: headers.authorization ?? '', 'content-type': 'application/json' },
    ...(body !== '' && { body }),
  });
  const answer = { status: response.status, body: await response.text() };
  return breakage.answer?.(path, answer) ?? answer;
}

const fileBody = { js: "module.exports.default = { type: 'action', exec: async () => null };", ts: '// ours' };
const compiled: Compiled = {
  flows: [
    {
      ...{ type: 'action', syncName: 'look', providerConfigKey: 'halo-psa', models: [], runs: null, fileBody },
      ...{ version: '1.0.0', track_deletes: false, endpoints: [], models_json_schema: { definitions: {} } },
    },
  ],
  events: [{ name: 'check', event: 'validate-connection', fileBody }],
};
const shipment = shipmentFor('halo-psa', compiled, []);
const isDeployment = (path: string): boolean => path === '/sync/deploy';

describe('a deployment', () => {
  it('is reported with the versions of the server if everything is active', async () => {
    expect(await send(server, shipment, [])).toEqual({
      deployed: [
        { integration: 'halo-psa', type: 'action', name: 'look', version: '1.0.0' },
        { integration: 'halo-psa', type: 'on-event', name: 'check', event: 'validate-connection', version: '0.0.1' },
      ],
      switchedOff: [],
    });
  });

  it('fails when the server confirms everything and activates no event function', async () => {
    breakage = {
      request: (path, body) =>
        isDeployment(path) ? JSON.stringify({ ...JSON.parse(body), onEventScriptsByProvider: [] }) : body,
      answer: (path, answer) => {
        if (!isDeployment(path)) return answer;
        const check = { name: 'check', type: 'on-event', version: '0.0.1', providerConfigKey: 'halo-psa', models: [] };
        return { ...answer, body: JSON.stringify([...(JSON.parse(answer.body) as object[]), check]) };
      },
    };
    await expect(send(server, shipment, [])).rejects.toThrow(
      'The server confirmed the deployment, but halo-psa/check is not active after it.',
    );
  });

  it('fails when the server activates nothing at all', async () => {
    const theirs = { type: 'action', name: 'look', version: '1.0.0', providerConfigKey: 'halo-psa' };
    const events = { ...theirs, type: 'on-event', name: 'check' };
    breakage = {
      request: (path, body) => (isDeployment(path) ? JSON.stringify({ ...JSON.parse(body), flowConfigs: [] }) : body),
      answer: (path, answer) => (isDeployment(path) ? { ...answer, body: JSON.stringify([theirs, events]) } : answer),
    };
    await expect(send(server, shipment, [])).rejects.toThrow('halo-psa/look, halo-psa/check are not active after it');
  });

  it('fails when the server confirms nothing, or not everything', async () => {
    breakage = { answer: (path, answer) => (isDeployment(path) ? { ...answer, body: '[]' } : answer) };
    await expect(send(server, shipment, [])).rejects.toThrow('did not confirm halo-psa/look, halo-psa/check');
    breakage = {
      answer: (path, answer) =>
        isDeployment(path)
          ? { ...answer, body: JSON.stringify((JSON.parse(answer.body) as object[]).slice(0, 1)) }
          : answer,
    };
    await expect(send(server, shipment, [])).rejects.toThrow('did not confirm halo-psa/check.');
  });

  it('is reported as uncertain if the connection ends before the answer', async () => {
    breakage = { answer: (path, answer) => (isDeployment(path) ? { ...answer, status: HANGS_UP } : answer) };
    await expect(send(server, shipment, [])).rejects.toThrow(
      /the connection was closed before the answer came\. .* the functions may or may not be deployed\. Run this again to make sure\.$/,
    );
    expect(await environment.active('halo-psa')).toEqual(['look', 'check']);
  });

  it('names only those event functions of others that were deactivated', async () => {
    await environment.deployTheirs('hub', ['theirs']);
    const theirs = { integration: 'hub', type: 'on-event', name: 'theirs', event: 'validate-connection' } as const;
    const kinder = { providerConfigKey: 'hub', scripts: [{ name: 'theirs', event: 'validate-connection', fileBody }] };
    breakage = {
      request: (path, body) => {
        if (!isDeployment(path)) return body;
        const sent = JSON.parse(body) as { onEventScriptsByProvider: object[] };
        return JSON.stringify({ ...sent, onEventScriptsByProvider: [...sent.onEventScriptsByProvider, kinder] });
      },
    };
    expect((await send(server, shipment, [theirs])).switchedOff).toEqual([]);
    breakage = {};
    expect((await send(server, shipment, [theirs])).switchedOff).toEqual([theirs]);
  });
});
