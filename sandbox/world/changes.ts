import type { Tenant } from '../halo/index.js';
import { describedStore, isTicketKind, type Kind, type Operation } from './kinds.js';

/** Something that was done in the tenant. */
export interface TenantChange {
  /** ISO 8601. */
  readonly at: string;
  readonly kind: string;
  readonly id: string;
  /** Such as `closed`, or `edited: summary`. */
  readonly what: string;
}

/** What cannot be done; the message says why. */
export class ImpossibleChange extends Error {
  override readonly name = 'ImpossibleChange';
}

export interface Details {
  /** The ticket that another one is merged into. */
  readonly into?: number | undefined;
  /** Text of a note. */
  readonly note?: string | undefined;
}

const done: Record<Exclude<Operation, 'create' | 'edit'>, string> = {
  delete: 'deleted',
  archive: 'archived',
  unarchive: 'taken out of the archive',
  close: 'closed',
  reopen: 'reopened',
  restore: 'restored',
  merge: 'merged into another',
  note: 'a note was added',
};

/**
 * Does one thing to one record.
 * @returns what was done, in words
 * @throws ImpossibleChange
 */
export function change(
  tenant: Tenant,
  kind: Kind,
  id: number,
  operation: Exclude<Operation, 'create' | 'edit'>,
  { into, note = 'Looked into it; more tomorrow.' }: Details = {},
): string {
  if (!kind.operations.includes(operation)) throw new ImpossibleChange(`${kind.kind} cannot be changed that way`);
  if (kind.get(id) === undefined) throw new ImpossibleChange(`The tenant has no record ${id} among its ${kind.kind}`);
  if (isTicketKind(kind.kind)) changeTicket(tenant, kind, id, operation, { into, note });
  else archiveOrDelete(tenant, kind.kind, id, operation);
  return done[operation];
}

function archiveOrDelete(tenant: Tenant, kind: string, id: number, operation: string) {
  const store = describedStore(tenant, kind);
  if (operation === 'archive') store.archive(id);
  else if (operation === 'unarchive') store.unarchive(id);
  else store.delete(id);
}

function changeTicket(
  { tickets, actions }: Tenant,
  kind: Kind,
  id: number,
  operation: Exclude<Operation, 'create' | 'edit'>,
  { into, note }: { readonly into: number | undefined; readonly note: string },
): void {
  switch (operation) {
    case 'merge':
      if (into === undefined || into === id || kind.get(into) === undefined) {
        throw new ImpossibleChange(`Name another record of the tenant's ${kind.kind} to merge ${id} into`);
      }
      tickets.merge(id, into);
      return;
    case 'note':
      actions.add(id, { note });
      return;
    case 'close':
      tickets.close(id);
      return;
    case 'reopen':
      tickets.reopen(id);
      return;
    case 'restore':
      tickets.restore(id);
      return;
    case 'delete':
    case 'archive':
    case 'unarchive':
      kind.delete(id);
  }
}
