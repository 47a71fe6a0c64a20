import type { RowIds } from './row-ids.js';

/** How a list is called. */
export interface ListName {
  /** What messages call the rows. */
  readonly name: string;
  /** How settings and results name the list where `name` would not tell it from another one. */
  readonly id?: string;
}

/** What is known of a list of Halo's API, whatever it is read for. */
export interface ListDescription extends ListName, RowIds {
  readonly endpoint: `/${string}`;
  /** The property of the envelope that holds the rows; a bare array is accepted everywhere. */
  readonly key: string;
  /** Parameters that every read of the list needs to see all rows, archived ones included. */
  readonly params: Readonly<Record<string, string>>;
  /** The scope that it needs in addition to the agent's own rights; lists without one come with any scope (halo-api.md §1.5). */
  readonly scope?: `read:${string}`;
}

/**
 * A list that is read page by page (halo-api.md §3). What differs between such lists is data, which stands with the
 * record type (`records/`); how they are read is code, in `page.ts`, `crawl.ts` and `id-list.ts`.
 */
export interface HaloList extends ListDescription {
  /** Rows a page to ask for: the most that the server is known to give. */
  readonly pageSize: number;
  /** The parameter that asks for ids only, in one answer (halo-api.md §3.2). */
  readonly idOnly?: 'idonly' | 'ticketidonly';
  /** True when a few rows may hold more text than a run has memory for, such as whole e-mails. */
  readonly hasLongTexts?: true;
  /** Fields that say when a row was changed; the newest of them counts. Lists other than tickets often carry none. */
  readonly stamps: readonly string[];
}

/** A small set-up list, which answers everything at once (halo-api.md §4.1, §4.8). */
export type SetupList = ListDescription;

/** Default lists hide archived rows (halo-api.md §5.3). */
export const archivedToo = { includeactive: 'true', includeinactive: 'true' } as const;

/** Whether a list is read page by page. */
export function isPaged(list: HaloList | SetupList): list is HaloList {
  return 'pageSize' in list;
}

/** How settings and results name a list. */
export function idOf({ id, name }: ListName): string {
  return id ?? name;
}
