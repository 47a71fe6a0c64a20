import type { FastifyReply } from 'fastify';
import type { PlatformEvent } from '../../runs/events.js';
import type { Routes } from '../routes.js';

/** What is reported to the dashboard; single requests and lines that are in the log are not reported twice. */
function messageOf(event: PlatformEvent): { type: string; [name: string]: unknown } | undefined {
  switch (event.type) {
    case 'request':
    case 'log':
    case 'platform.failed':
      return undefined;
    case 'message':
      return { ...event, type: 'log' };
    case 'local':
      return { ...event.data, type: event.name };
    case 'run.started':
    case 'run.finished':
    case 'records.saved':
    case 'operation':
    case 'connections':
      return event;
  }
}

/** Keeps the connection, and anything between here and the page, from ending it for silence. */
const pulse = 15_000;

/** `GET /local/events`: server-sent events of everything that happens, for as long as the page listens. */
export const eventRoutes: Routes = (app, { events }) => {
  app.get('/local/events', (_request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    raw.write(': listening\n\n');
    const stop = events.listen((event) => {
      send(raw, event);
    });
    const timer = setInterval(() => raw.write(': still here\n\n'), pulse);
    raw.on('close', () => {
      clearInterval(timer);
      stop();
    });
  });
};

function send(raw: FastifyReply['raw'], event: PlatformEvent): void {
  const message = messageOf(event);
  if (message) raw.write(`event: ${message.type}\ndata: ${JSON.stringify(message)}\n\n`);
}
