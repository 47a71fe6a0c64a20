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
  /** Ascending; deleted tickets too, which Halo keeps and can restore. */
  shown(): number[];
  get(id: number): TenantRecord | undefined;
  create(values: Values): TenantRecord;
  edit(id: number, values: Values): TenantRecord;
  delete(id: number): void;
}

/** What the stores of all described types have in common. */
interface DescribedStore {
  ids(): number[];
  get(id: number): TenantRecord | undefined;
  create(values?: Values): TenantRecord;
  edit(id: number, values: Values): TenantRecord;
  archive(id: number): TenantRecord;
  unarchive(id: number): TenantRecord;
  delete(id: number): void;
}

const domains = { tickets: 'reqs', projects: 'prjs', opportunities: 'opps' } as const;
const foremost = ['customers', 'sites', 'contacts', 'assets', 'agents', 'teams'];

export const isTicketKind = (kind: string): kind is keyof typeof domains => Object.hasOwn(domains, kind);

/** The store of a kind that is described. */
export const describedStore = (tenant: Tenant, kind: string): DescribedStore => tenant.store(kind);

/** The kinds that a tenant has, those that people look at first in front. */
export function kindsOf(tenant: Tenant): Kind[] {
  const names = tenant.types.map(({ name }) => name);
  const ordered = [
    ...foremost.filter((name) => names.includes(name)),
    ...names.filter((name) => !foremost.includes(name)),
  ];
  return [
    ...Object.keys(domains)
      .filter(isTicketKind)
      .map((name) => ticketKind(tenant, name)),
    ...ordered.map((name) => describedKind(tenant, name)),
  ];
}

function describedKind(tenant: Tenant, kind: string): Kind {
  const store = describedStore(tenant, kind);
  const isArchivable = tenant.types.some(({ name, archived }) => name === kind && archived !== 'never');
  return {
    kind,
    operations: ['create', 'edit', ...(isArchivable ? (['archive', 'unarchive'] as const) : []), 'delete'],
    ids: () => store.ids(),
    shown: () => store.ids(),
    get: (id) => store.get(id),
    create: (values) => store.create(values),
    edit: (id, values) => store.edit(id, values),
    delete: (id) => {
      store.delete(id);
    },
  };
}

function ticketKind({ tickets }: Tenant, kind: keyof typeof domains): Kind {
  const domain = domains[kind];
  const ofKind = (record: TicketRecord | undefined): TicketRecord | undefined =>
    record?.domain === domain ? record : undefined;
  return {
    kind,
    operations: ['create', 'edit', 'note', 'close', 'reopen', 'merge', 'delete', 'restore'],
    ids: () => tickets.living(domain),
    shown: () => {
      const deleted = [...tickets.rows.changedIds()].filter((id) => ofKind(tickets.get(id))?.deleted === true);
      return [...tickets.living(domain), ...deleted].sort((one, other) => one - other);
    },
    get: (id) => ofKind(tickets.get(id)),
    create: (values) => tickets.create({ ...values, domain }),
    edit: (id, values) => tickets.edit(id, values),
    delete: (id) => {
      tickets.delete(id);
    },
  };
}
