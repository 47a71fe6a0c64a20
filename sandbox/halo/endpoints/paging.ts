import { jsonText, type HaloResponse } from '../http.js';
import type { Container } from '../records/type.js';
import type { EndpointName } from '../switches.js';
import type { Context } from './context.js';

/** The part of a list that an answer holds. */
export interface Cut {
  /** Rank of the first row, and of the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly recordCount: number;
  /** `page_no` and `page_size` as echoed: the effective size, and each only when it was sent (halo-api.md §3.5). */
  readonly echo: { page_no?: number; page_size?: number };
}

/**
 * Which rows of a list of `total` are sent (halo-api.md §3.1–3.5): `count` switches paging off, without `pageinate`
 * the default page comes back and `record_count` is the rows sent, with it pages are capped and counted in full.
 */
export function cut(name: EndpointName, total: number, context: Context): Cut {
  const { parameters, switches } = context;
  const count = parameters.number('count');
  const ignores = switches.ignoresPaging[name];
  if (ignores === 'everything' || (ignores === 'unlessNumbered' && !parameters.has('page_no'))) return whole(total);
  if (count !== undefined && count > 0) {
    const end = Math.min(total, count, switches.countCaps[name] ?? switches.countCaps.default);
    return { start: 0, end, recordCount: end, echo: {} };
  }
  if (!parameters.flag('pageinate')) {
    const end = Math.min(total, switches.defaultPageSize);
    return { start: 0, end, recordCount: end, echo: {} };
  }
  const asked = parameters.number('page_size');
  const wanted = asked === undefined || asked < 1 ? switches.defaultPageSize : asked;
  const size = switches.ignoresPageSize[name] ?? Math.min(wanted, switches.pageCaps[name] ?? switches.pageCaps.default);
  const page = Math.max(1, parameters.number('page_no') ?? 1);
  const echo = {
    ...(parameters.has('page_no') ? { page_no: page } : {}),
    ...(parameters.has('page_size') ? { page_size: size } : {}),
  };
  const last = Math.max(1, Math.ceil(total / size));
  const served = context.repeatedPage ? Math.max(1, page - 1) : page;
  const past = served > last;
  if (past && switches.pastEnd === 'countZero') return { start: 0, end: 0, recordCount: 0, echo };
  if (past && switches.pastEnd === 'empty') return { start: total, end: total, recordCount: total, echo };
  const shown = ignores === 'firstPage' ? 1 : Math.min(served, last);
  const start = (shown - 1) * size;
  return { start, end: Math.min(total, start + size), recordCount: total, echo };
}

/** All rows, as lists send them that do not page. */
export function whole(total: number): Cut {
  return { start: 0, end: total, recordCount: total, echo: {} };
}

/** The answer around the rows: bare array, or an envelope with `record_count` and the rows under their key. */
export function envelope(
  name: EndpointName,
  key: string,
  captured: Container,
  rows: readonly string[],
  { recordCount, echo }: Pick<Cut, 'recordCount' | 'echo'>,
  context: Context,
  sidecars: Record<string, unknown> = {},
): HaloResponse {
  const { switches, parameters } = context;
  const container = switches.containers[name] ?? captured;
  const list = `[${rows.join(',')}]`;
  if (container === 'array' && !context.wrongContainer) return jsonText(list);
  const counted = switches.recordCount === 'rowsSent' ? rows.length : recordCount;
  const head = JSON.stringify({
    ...echo,
    ...sidecars,
    ...(switches.recordCount === 'missing' ? {} : { record_count: counted }),
    // Columns come only when asked for (halo-api.md §3.5).
    ...(parameters.flag('includecolumns') ? { columns_id: 0, columns: [] } : {}),
  });
  const property = context.wrongContainer ? 'data' : container === 'results' ? 'results' : key;
  const separator = head === '{}' ? '' : ',';
  return jsonText(`${head.slice(0, -1)}${separator}"${property}":${list}}`);
}
