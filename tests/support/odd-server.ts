import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { z } from 'zod';

/** Something that answers every request in the same way, as a server in the place of another one does. */
export interface OddServer {
  readonly url: string;
  close(): Promise<void>;
}

export interface OddAnswer {
  readonly status: number;
  /** An object is sent as JSON, a text as a web page. */
  readonly body: object | string;
  /** Send the request's headers back in the body, as pages for developers do. */
  readonly echo?: boolean;
}

export async function startOddServer({ status, body, echo = false }: OddAnswer): Promise<OddServer> {
  const server = createServer((request, response) => {
    const headers = JSON.stringify(request.headers);
    const isText = typeof body === 'string';
    const text = isText ? body + (echo ? headers : '') : JSON.stringify(echo ? { ...body, headers } : body);
    response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = z.custom<AddressInfo>().parse(server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
