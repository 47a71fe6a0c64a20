import { z } from 'zod';

import { commonErrors, errorCodes } from '../../../actions/error-codes.js';
import type { HaloFunction } from '../../../actions/define.js';
import { functions } from '../../../actions/registry.js';
import type { HaloRequest, Tenant } from '../../../sandbox/halo/index.js';
import type { RunResult } from '../../../sandbox/platform/functions/run.js';
import type { Profile } from '../../../sandbox/platform/profile/profile.js';
import { Desk } from '../../support/functions.js';
import { isFull } from '../../support/matrix.js';

/** The error that a function answered with, as the caller gets it. */
export const Failure = z.looseObject({ code: z.enum(Object.keys(errorCodes)), message: z.string().min(20) });
export type Failure = z.output<typeof Failure>;

/** How a call ended. */
export type Ending = { output: Record<string, unknown> } | { failure: Failure };

const Output = z.record(z.string(), z.unknown());

/** Whether a request goes to Halo's API, and not for a token. */
export const isForHalo = ({ path }: HaloRequest): boolean => path.startsWith('/api/');
export const isWrite = (request: HaloRequest): boolean => isForHalo(request) && request.method !== 'GET';

/** Functions by name. */
export function functionOf(name: string): HaloFunction {
  const found = functions.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no function ${name}`);
  return found;
}

/** The input with which a function is shown; it is about records that the tenant of a bench has. */
export function exampleOf({ example }: HaloFunction): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(example);
}

/** The codes that a function says it may fail with. */
export function codesOf({ errors }: HaloFunction): readonly string[] {
  return [...commonErrors, ...errors];
}

/** The ticket that the examples are about; it is open. */
const exampleTicket = 1042;

/** What a tenant needs before the example of a function makes sense. */
const preparations: Readonly<Record<string, (tenant: Tenant) => void>> = {
  'reopen-ticket': ({ tickets }) => {
    tickets.close(exampleTicket);
  },
  'archive-asset': ({ assets }) => {
    assets.unarchive(503);
  },
  'restore-ticket': ({ tickets }) => {
    tickets.delete(exampleTicket);
  },
};

/** Makes a tenant as the example of a function needs it. */
export function prepare(tenant: Tenant, name: string): void {
  tenant.tickets.reopen(exampleTicket);
  preparations[name]?.(tenant);
}

/**
 * A tenant with a connection, and the compiled functions of `actions/` run in the runner-equal sandbox against it. The
 * examples of the functions are about its records.
 */
export class Bench {
  private constructor(readonly desk: Desk) {}

  /** @param name the function whose example is to be called: the tenant is as it needs it */
  static async open(name = '', options: { profile?: Profile } = {}): Promise<Bench> {
    const desk = await Desk.open({ tickets: 60, assets: 20, ...options });
    prepare(desk.tenant, name);
    await desk.import();
    return new Bench(desk);
  }

  get tenant(): Tenant {
    return this.desk.tenant;
  }

  /** Requests to Halo of the last call. */
  get requests(): readonly string[] {
    return this.desk.requested.filter((request) => request.includes(' /api/'));
  }

  /** Those of them that may have changed something. */
  get writes(): readonly string[] {
    return this.requests.filter((request) => !request.startsWith('GET'));
  }

  /** Calls a function, and holds its output against what it declares. */
  async call(name: string, input: unknown): Promise<Ending> {
    return this.#read(name, await this.desk.run('action', name, input));
  }

  /** Calls a function while others run. */
  async callBeside(name: string, input: unknown): Promise<Ending> {
    return this.#read(name, await this.desk.runBeside('action', name, input));
  }

  /** The same, for a call that must succeed. */
  async succeed(name: string, input: unknown): Promise<Record<string, unknown>> {
    const ending = await this.call(name, input);
    if ('failure' in ending) throw new Error(`${name}: ${JSON.stringify(ending.failure)}`);
    return ending.output;
  }

  /** The same, for a call that must fail with one of the errors that it declares. */
  async fail(name: string, input: unknown): Promise<Failure> {
    const ending = await this.call(name, input);
    if ('output' in ending) throw new Error(`${name} succeeded: ${JSON.stringify(ending.output)}`);
    return ending.failure;
  }

  #read(name: string, result: RunResult): Ending {
    if (result.success) {
      // No field that is not declared, and none missing.
      strictly(functionOf(name).output).parse(result.output);
      return { output: Output.parse(result.output) };
    }
    if (result.error.type !== 'action_script_runtime_error') {
      throw new Error(`${name}: ${JSON.stringify(result.error)}`, { cause: result.error.cause });
    }
    const failure = Failure.parse(result.error.payload);
    if (!codesOf(functionOf(name)).includes(failure.code)) {
      throw new Error(`${name} fails with ${failure.code}, which it does not declare: ${failure.message}`);
    }
    return { failure };
  }
}

/** An output that has every field that is declared, and no other. */
export function strictly(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

/**
 * The functions of customers, sites, contacts and assets are made in the same way, so that what takes long is played at
 * length for those that make and change customers only, unless everything is.
 */
export function isPlayedAtLength({ name }: HaloFunction): boolean {
  const isAlike = /^(get|search|archive|create|update|find-or-create)-(customer|site|contact|asset)s?$/.test(name);
  return isFull || !isAlike || /^(create|update)-customer$/.test(name);
}

/** How many records of each kind a tenant has, and how many actions the tickets of the examples. */
export function census(tenant: Tenant): Record<string, number> {
  const { tickets, actions, attachments, customers, sites, contacts, assets, appointments } = tenant;
  const all = tickets.ids();
  return {
    tickets: all.length,
    actions: all.reduce((sum, id) => sum + actions.of(id).length, 0),
    attachments: attachments.ids().length,
    customers: customers.ids().length,
    sites: sites.ids().length,
    contacts: contacts.ids().length,
    assets: assets.ids().length,
    appointments: appointments.ids().length,
  };
}

/** How many records there are more than before. */
export function added(before: Record<string, number>, after: Record<string, number>): number {
  return Object.entries(after).reduce((sum, [kind, count]) => sum + count - (before[kind] ?? 0), 0);
}

/** Everything that was changed in a tenant, as a text that is equal when nothing was. */
export function state(tenant: Tenant): string {
  const { tickets, actions, attachments, customers, sites, contacts, assets, appointments } = tenant;
  const stores = [tickets, attachments, customers, sites, contacts, assets, appointments];
  const records = stores.map((store) => [...store.rows.changedIds()].sort().map((id) => store.get(id) ?? id));
  const logs = [...actions.logs.changedIds()].sort().map((id) => actions.of(id));
  return JSON.stringify([records, logs]);
}
