import { detailed, isInSight } from '../endpoints/described.js';
import type { Context } from '../endpoints/context.js';
import type { Stamped } from '../records/collection.js';
import type { Row } from '../records/row.js';
import type { RecordType } from '../records/type.js';
import type { ExternalLink, Writing } from '../records/writing.js';
import { Refusal } from './refusal.js';
import type { WritableResource } from './resource.js';
import { isBody, numberOf, pick, textOf, withCustomFields, type Body } from './values.js';

/** What clients write of a described type. @returns nothing for a type that takes no changes */
export function writableType<T extends Stamped>(type: RecordType<T>): WritableResource | undefined {
  const { writing } = type;
  if (writing === undefined) return undefined;
  return {
    scope: writing.scope,
    integers: writing.integers,
    save: (body, context) => {
      const id = numberOf(body, 'id');
      const before = id === undefined ? undefined : find(type, id, context);
      if (id !== undefined && before === undefined) throw new Refusal('Record not found');
      const values = valuesOf(type, writing, before, body, context);
      const problem = writing.problem?.({ ...before, ...values }, body, context.writer);
      if (problem !== undefined) throw new Refusal(problem);
      return detailed(type, context.tenant.of(type).save(id, values), context.writer);
    },
    remove: (id, context) => {
      const record = find(type, id, context);
      if (record === undefined) return undefined;
      context.tenant.of(type).delete(id);
      return detailed(type, record, context.writer);
    },
  };
}

/** A record that the agent may see. */
function find<T extends Stamped>(type: RecordType<T>, id: number, context: Context): T | undefined {
  const record = context.tenant.of(type).get(id);
  return record !== undefined && isInSight(type, record, context) ? record : undefined;
}

/** The fields of the record that a body changes; of a new record, all of them. */
function valuesOf<T extends Stamped>(
  type: RecordType<T>,
  writing: Writing,
  record: T | undefined,
  body: Body,
  context: Context,
): Row {
  const { tenant, writer, switches } = context;
  const before: Row = { ...(record ?? writing.blank(tenant.now())) };
  const custom = record === undefined ? {} : type.valuesOf(record);
  const links = record === undefined ? [] : type.linksOf(record);
  const { customFields: usage } = type;
  const given = withNumbers(body, writing.integers);
  return {
    ...(record === undefined ? before : {}),
    ...pick(given, writing.fields),
    ...extra(before, pick(given, writing.extra ?? [])),
    ...writing.changes?.(body, before, writer),
    custom: usage === undefined ? custom : withCustomFields(custom, body, tenant.fields.of(usage), switches),
    links: withLink(links, body, context),
  };
}

/** Whole numbers may come as text, as some clients send them; they are kept as numbers. */
function withNumbers(body: Body, integers: readonly string[]): Body {
  const entries = Object.entries(body);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, integers.includes(key) ? (numberOf(body, key) ?? value) : value]),
  );
}

function extra(before: Row, written: Row): Row {
  if (Object.keys(written).length === 0) return {};
  const { extra: kept } = before;
  return { extra: { ...(isBody(kept) ? kept : {}), ...written } };
}

function withLink(links: readonly ExternalLink[], body: Body, { switches }: Context): readonly ExternalLink[] {
  const link = body['new_external_link'];
  const text = isBody(link) ? textOf(link, 'third_party_id') : undefined;
  if (text === undefined || switches.externalLinks === 'dropped') return links;
  return [...links, { id: links.length + 1, third_party_id: text }];
}
