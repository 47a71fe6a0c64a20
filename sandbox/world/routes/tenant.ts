import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ApiFailure, check } from '../../platform/index.js';
import { change, ImpossibleChange } from '../changes.js';
import { kindsOf, type Kind, type TenantRecord } from '../kinds.js';
import type { LivingTenant } from '../world.js';
import { presentRecord, fieldsOf } from './present.js';

const listQuery = z.strictObject({
  search: z.string().min(1).max(200).optional(),
  cursor: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const values = z.record(z.string(), z.union([z.string().max(10_000), z.number(), z.boolean()]));
const valuesSchema = z.strictObject({ values });
const detailsSchema = z.strictObject({
  into: z.coerce.number().int().optional(),
  note: z.string().max(10_000).optional(),
});
const operation = z.enum(['close', 'reopen', 'restore', 'archive', 'unarchive', 'delete', 'merge', 'note']);
const moodSchema = z.strictObject({ isOn: z.boolean() });
const stillSchema = z.strictObject({ isStill: z.boolean() });
const recordId = z.coerce.number().int();

/** Records that one search looks at. */
const mostScanned = 20_000;

interface Params {
  kind: string;
  id: string;
  operation: string;
}

/** `/local/tenant/…`: what somebody at the simulated tenant's own screens would see and do, and its moods. */
export function tenantRoutes(app: FastifyInstance, living: LivingTenant): void {
  const { halo, life, moods, changes } = living;
  const { tenant } = halo;
  const kinds = kindsOf(tenant);
  const found = (name: string): Kind => {
    const kind = kinds.find((one) => one.kind === name);
    if (!kind) throw new ApiFailure(404, 'not_found', `The tenant has no records of the kind ${name}`);
    return kind;
  };
  const record = (kind: Kind, id: string): TenantRecord => {
    const one = kind.get(check(recordId, id, 'invalid_uri_params'));
    if (!one) throw new ApiFailure(404, 'not_found', `The tenant has no record ${id} among its ${kind.kind}`);
    return one;
  };

  app.get('/local/tenant', () => ({
    hostname: halo.hostname,
    isStill: life.isStill,
    kinds: kinds.map((kind) => {
      const ids = kind.ids();
      const example = kind.get(ids[0] ?? 0);
      return { kind: kind.kind, count: ids.length, operations: kind.operations, fields: fieldsOf(example) };
    }),
    changes: changes.slice(-50),
  }));

  app.get<{ Params: Params }>('/local/tenant/records/:kind', (request) => {
    const kind = found(request.params.kind);
    return page(kind, check(listQuery, request.query, 'invalid_query_params'));
  });

  app.get<{ Params: Params }>('/local/tenant/records/:kind/:id', (request) => {
    const kind = found(request.params.kind);
    return presentRecord(record(kind, request.params.id));
  });

  app.post<{ Params: Params }>('/local/tenant/records/:kind', (request) => {
    const kind = found(request.params.kind);
    const { values: given } = check(valuesSchema, request.body, 'invalid_body');
    const id = String(kind.create(known(kind, given)).id);
    living.note({ kind: kind.kind, id, what: 'created' });
    return { id };
  });

  app.patch<{ Params: Params }>('/local/tenant/records/:kind/:id', (request) => {
    const kind = found(request.params.kind);
    const { id } = record(kind, request.params.id);
    const { values: given } = check(valuesSchema, request.body, 'invalid_body');
    const edited = kind.edit(id, known(kind, given));
    living.note({ kind: kind.kind, id: String(id), what: `edited: ${Object.keys(given).join(', ')}` });
    return presentRecord(edited);
  });

  app.post<{ Params: Params }>('/local/tenant/records/:kind/:id/:operation', (request) => {
    const kind = found(request.params.kind);
    const { id } = record(kind, request.params.id);
    const details = check(detailsSchema, request.body ?? {}, 'invalid_body');
    try {
      const what = change(tenant, kind, id, check(operation, request.params.operation, 'invalid_uri_params'), details);
      living.note({ kind: kind.kind, id: String(id), what });
      return { id: String(id), what };
    } catch (error) {
      if (error instanceof ImpossibleChange) throw new ApiFailure(400, 'impossible_change', error.message);
      throw error;
    }
  });

  app.put('/local/tenant/still', (request) => {
    life.isStill = check(stillSchema, request.body, 'invalid_body').isStill;
    return { isStill: life.isStill };
  });

  app.get('/local/tenant/moods', () => ({ moods: moods.list() }));

  app.put<{ Params: { name: string } }>('/local/tenant/moods/:name', (request) => {
    const { isOn } = check(moodSchema, request.body, 'invalid_body');
    if (!moods.set(request.params.name, isOn)) throw new ApiFailure(404, 'not_found', 'There is no such mood');
    return { moods: moods.list() };
  });
}

/** Only fields that records of the kind have: a misspelt one would be kept and shown nowhere. @throws ApiFailure 400 */
function known(kind: Kind, given: z.output<typeof values>): z.output<typeof values> {
  const names = new Set(fieldsOf(kind.get(kind.ids()[0] ?? 0)).map(({ name }) => name));
  const unknown = Object.keys(given).filter((name) => names.size > 0 && !names.has(name));
  if (unknown.length === 0) return given;
  throw new ApiFailure(400, 'invalid_body', `The tenant's ${kind.kind} have no field ${unknown.join(', ')}`);
}

/** The newest ids first. A search ends after so many records, and goes on with the next call. */
function page(kind: Kind, { search, cursor = Infinity, limit }: z.output<typeof listQuery>) {
  const wanted = search?.toLowerCase();
  const ids = kind.shown().filter((id) => id < cursor);
  const records = [];
  let scanned = 0;
  let last: number | undefined;
  while (ids.length > 0 && records.length < limit && scanned < mostScanned) {
    last = ids.pop();
    const one = last === undefined ? undefined : kind.get(last);
    scanned += 1;
    if (one === undefined) continue;
    if (wanted === undefined || JSON.stringify(one).toLowerCase().includes(wanted)) records.push(presentRecord(one));
  }
  return { records, next_cursor: ids.length > 0 && last !== undefined ? String(last) : null };
}
