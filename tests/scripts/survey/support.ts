import { SimulatedClock } from '../../../sandbox/clock.js';
import {
  createApplication,
  createSwitches,
  HaloApi,
  Tenant,
  type Application,
  type SwitchOverrides,
  type Switches,
} from '../../../sandbox/halo/index.js';
import type { Transport } from '../../../sandbox/platform/index.js';
import { SurveyedHalo } from '../../../scripts/survey/halo.js';

const hostname = 'acme.halopsa.test';

/** A tenant to be surveyed, and what reached it. */
export interface Surveyed {
  readonly halo: SurveyedHalo;
  readonly tenant: Tenant;
  readonly application: Application;
  /** Method and path of each request. */
  readonly requested: string[];
  /** The bodies of all answers. */
  readonly answers: string[];
}

/** A tenant with some of everything, and more tickets than `count` gives. */
export function surveyed(switches: Switches, ask = createApplication()): Surveyed {
  switches.rateLimit = 'off';
  // The survey compares the server's clock with this machine's.
  const clock = new SimulatedClock(Date.now());
  const sizes = { tickets: 1_200, projects: 6, opportunities: 4, customers: 120, assets: 130, seed: 7 };
  const tenant = new Tenant({ ...sizes, clock, switches });
  const [first, second] = [...tenant.living('tickets')];
  if (first !== undefined) tenant.tickets.delete(first);
  if (second !== undefined) tenant.tickets.edit(second, { summary: 'Changed just now' });
  const api = new HaloApi({ tenant, clock, applications: [ask], hostname });
  const requested: string[] = [];
  const answers: string[] = [];
  const transport: Transport = async ({ method, url, headers, body }) => {
    await Promise.resolve();
    const { pathname: path, searchParams: query } = new URL(url);
    requested.push(`${method} ${path}`);
    const answer = api.handle({ method, path, query, headers, ...(body !== undefined && { body: body.toString() }) });
    answers.push(answer.body);
    return { status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) };
  };
  const { clientId, clientSecret } = ask;
  return {
    halo: new SurveyedHalo({ hostname, clientId, clientSecret }, transport),
    tenant,
    application: ask,
    requested,
    answers,
  };
}

/** A tenant whose switches differ from the usual ones. */
export const surveyedWith = (overrides: SwitchOverrides = {}): Surveyed => surveyed(createSwitches(overrides));
