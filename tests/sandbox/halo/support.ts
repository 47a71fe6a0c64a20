import { z } from 'zod';
import { SimulatedClock } from '../../../sandbox/clock.js';
import {
  createApplication,
  createSwitches,
  HaloApi,
  Tenant,
  type Application,
  type HaloResponse,
  type SwitchOverrides,
  type TenantOptions,
} from '../../../sandbox/halo/index.js';

const Row = z.record(z.string(), z.unknown()).and(z.object({ id: z.union([z.number(), z.string()]) }));
const Envelope = z.looseObject({
  record_count: z.number().optional(),
  page_no: z.number().optional(),
  page_size: z.number().optional(),
});

export interface Listed {
  status: number;
  rows: z.infer<typeof Row>[];
  ids: (number | string)[];
  envelope: z.infer<typeof Envelope>;
  text: string;
}

export interface Bench {
  clock: SimulatedClock;
  tenant: Tenant;
  api: HaloApi;
  application: Application;
  /** GET with a token that may do everything. */
  get: (path: string) => HaloResponse;
  /** A list, with its rows found under `key`, or the bare array. */
  list: (path: string, key?: string) => Listed;
  token: (form: Record<string, string>, query?: string, headers?: Record<string, string>) => HaloResponse;
}

/** A tenant with its API on a clock that stands still, without a request budget unless asked for. */
export function bench(sizes: Partial<TenantOptions> = {}, switches: SwitchOverrides = {}): Bench {
  const clock = new SimulatedClock('2026-10-01T08:00:00Z');
  const tenant = new Tenant({
    seed: 7,
    tickets: 250,
    customers: 20,
    assets: 120,
    clock,
    ...sizes,
    switches: createSwitches({ rateLimit: 'off', ...switches }),
  });
  const application = createApplication();
  const api = new HaloApi({ tenant, clock, applications: [application] });
  const bearer = api.tokens.issue(application);
  const get = (path: string): HaloResponse => {
    const authorization = `Bearer ${bearer}`;
    const url = new URL(path, 'https://acme.halopsa.test');
    return api.handle({ method: 'GET', path: url.pathname, query: url.searchParams, headers: { authorization } });
  };
  return {
    clock,
    tenant,
    api,
    application,
    get,
    list: (path, key = 'tickets') => {
      const answer = get(path);
      const value: unknown = answer.status === 200 ? JSON.parse(answer.body) : {};
      const rows = z.array(Row).parse(Array.isArray(value) ? value : (z.looseObject({}).parse(value)[key] ?? []));
      const envelope = Array.isArray(value) ? {} : Envelope.parse(value);
      return { status: answer.status, rows, ids: rows.map((row) => row.id), envelope, text: answer.body };
    },
    token: (form, query = '', headers = {}) =>
      api.handle({
        method: 'POST',
        path: '/auth/token',
        query: new URLSearchParams(query),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams(form).toString(),
      }),
  };
}

/** The parameters of one page, oldest id first. */
export function page(no: number, size = 100, more = ''): string {
  return `?pageinate=true&page_no=${no}&page_size=${size}&order=id${more}`;
}

/** The whole body of an answer as an object. */
export function body(answer: HaloResponse): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(answer.body));
}
