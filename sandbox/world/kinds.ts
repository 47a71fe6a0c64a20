import type { Tenant, TicketRecord } from '../halo/index.js';

/** What a person may do to the simulated tenant's records. */
export type Operation =
  'create' | 'edit' | 'delete' | 'archive' | 'unarchive' | 'close' | 'reopen' | 'restore' | 'merge' | 'note';

export interface TenantRecord {
  readonly id: number;
  readonly last_update: number;
}

type Values = Readonly<Record<string, unknown>>;

/** The records of one kind, as somebody at the tenant's own screens sees and changes them. */
export interface Kind {
  readonly kind: string;
  readonly operations: readonly Operation[];
  /** Ascending; deleted tickets not. */
  ids(): number[];
  get(id: number): TenantRecord | undefined;
  create(values: Values): TenantRecord;
  edit(id: number, values: Values): TenantRecord;
  delete(id: number): void;
}

/** What the stores of customers, sites, contacts, assets, agents and teams have in common. */
interface ArchivableStore {
  ids(): number[];
  get(id: number): TenantRecord | undefined;
  create(values?: Values): TenantRecord;
  edit(id: number, values: Values): TenantRecord;
  archive(id: number): TenantRecord;
  unarchive(id: number): TenantRecord;
  delete(id: number): void;
}

const domains = { tickets: 'reqs', projects: 'prjs', opportunities: 'opps' } as const;
const archivable = ['customers', 'sites', 'contacts', 'assets', 'agents', 'teams'] as const;
export type ArchivableKind = (typeof archivable)[number];

export const isArchivable = (kind: string): kind is ArchivableKind => archivable.some((name) => name === kind);
export const isTicketKind = (kind: string): kind is keyof typeof domains => Object.hasOwn(domains, kind);

/** The store of a kind that can be archived. */
export const archivableStore = (tenant: Tenant, kind: ArchivableKind): ArchivableStore => tenant[kind];

/** The kinds that a tenant has, those that people look at first in front. */
export function kindsOf(tenant: Tenant): Kind[] {
  return [
    ...Object.keys(domains)
      .filter(isTicketKind)
      .map((name) => ticketKind(tenant, name)),
    ...archivable.map(plain),
  ];

  function plain(kind: ArchivableKind): Kind {
    const store = archivableStore(tenant, kind);
    return {
      kind,
      operations: ['create', 'edit', 'archive', 'unarchive', 'delete'],
      ids: () => store.ids(),
      get: (id) => store.get(id),
      create: (values) => store.create(values),
      edit: (id, values) => store.edit(id, values),
      delete: (id) => {
        store.delete(id);
      },
    };
  }
}

function ticketKind({ tickets }: Tenant, kind: keyof typeof domains): Kind {
  const domain = domains[kind];
  const ofKind = (record: TicketRecord | undefined): TicketRecord | undefined =>
    record?.domain === domain ? record : undefined;
  return {
    kind,
    operations: ['create', 'edit', 'note', 'close', 'reopen', 'merge', 'delete', 'restore'],
    ids: () => tickets.living(domain),
    get: (id) => ofKind(tickets.get(id)),
    create: (values) => tickets.create({ ...values, domain }),
    edit: (id, values) => tickets.edit(id, values),
    delete: (id) => {
      tickets.delete(id);
    },
  };
}
