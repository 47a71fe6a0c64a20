import type { HaloList, SetupList } from '../../halo/lists/description.js';
import { idOf } from '../../halo/lists/description.js';
import { fieldOf, Parameters, type RecordType, type Sight, type Tenant } from '../../sandbox/halo/index.js';
import type { JsonSchema } from '../../scripts/contract/declarations.js';
import { choose, clean, seesCustomer, type Subject } from './subject.js';

type TypeStore = ReturnType<Tenant['store']>;

export interface DescribedSync {
  readonly sync: string;
  readonly model: string;
  /** The published schema of the model, which says of each field where in Halo's row it is read from. */
  readonly schema: JsonSchema;
  /** The list that the sync follows. */
  readonly list: HaloList | SetupList;
  /** What the tenant's rows are. */
  readonly type: RecordType;
}

/** What a search needs to know of a sync whose rows the tenant describes: all of it follows from the description. */
export function describedSubject({ sync, model, schema, list, type }: DescribedSync): Subject {
  const recordField = fieldReading(schema, type.edited);
  if (recordField === undefined) throw new Error(`${model} has no field that is read from ${type.edited}`);
  const archivedField = type.archived === 'never' ? undefined : fieldReading(schema, type.archivedKey);
  return {
    sync,
    model,
    list: idOf(list),
    changes: [
      ...(['create', 'edit', 'delete'] as const),
      ...(archivedField === undefined ? [] : (['archive', 'unarchive'] as const)),
      ...(['hide', 'blind', 'show'] as const),
    ],
    needsSweep: [],
    living: (tenant) => tenant.living(type.name),
    isVisible: (tenant, sight, key) => isVisible(tenant, type, list, sight, key),
    apply(tenant, change, mark) {
      const store = tenant.store(type.name);
      if (change.kind === 'create') {
        const { id } = store.create();
        edit(store, type, id, mark);
        return id;
      }
      // The first agents stay: the application logs in as one of them.
      const living = tenant.living(type.name);
      const id = choose(type.name === 'agents' ? living.slice(2) : living, change.pick);
      if (id === undefined) return undefined;
      if (change.kind === 'edit') edit(store, type, id, mark);
      if (change.kind === 'archive') store.archive(id);
      if (change.kind === 'unarchive') store.unarchive(id);
      if (change.kind === 'delete') store.delete(id);
      return undefined;
    },
    expected: (tenant, metadata) =>
      new Map(
        selectedOf(tenant, type, metadata).map((record) => {
          const value = fieldOf(record, type.edited);
          const shown = typeof value === 'number' ? value : clean(String(value));
          const archived = archivedField === undefined ? {} : { [archivedField]: fieldOf(record, 'inactive') === true };
          return [type.recordKey(record), { [recordField]: shown, ...archived }];
        }),
      ),
    observed: (record) => ({
      [recordField]: record[recordField],
      ...(archivedField === undefined ? {} : { [archivedField]: record[archivedField] }),
    }),
  };
}

/** The living records, without those of no customer where the settings of the connection name customers. */
function selectedOf(tenant: Tenant, type: RecordType, metadata: Readonly<Record<string, unknown>> = {}) {
  const living = tenant.living(type.name).map((id) => tenant.store(type.name).require(id));
  const { customer } = type;
  if (customer === undefined || metadata['customers'] === undefined) return living;
  return living.filter((record) => fieldOf(record, customer) !== 0);
}

/** Writes a mark into the field that tests edit; into one that holds a number, a number that stands for it. */
function edit(store: TypeStore, type: RecordType, id: number, mark: string): void {
  const isNumber = typeof fieldOf(store.require(id), type.edited) === 'number';
  const sum = Array.from(mark).reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 1_000_003, 7);
  store.change(id, type.edited, isNumber ? sum : mark);
}

/** The field of a model that is read from a key of Halo's rows. */
function fieldReading({ properties = {} }: JsonSchema, key: string): string | undefined {
  const isOf = ({ description = '' }: JsonSchema): boolean => / Halo: (.*)\.$/.exec(description)?.[1] === key;
  return Object.entries(properties).find(([, property]) => isOf(property))?.[0];
}

/** Whether an agent is shown a row by the list as the sync asks for it. */
function isVisible(tenant: Tenant, type: RecordType, list: HaloList | SetupList, sight: Sight, key: string): boolean {
  const record = recordOf(tenant, type, key);
  const customer = type.customer === undefined ? undefined : fieldOf(record, type.customer);
  const isShown = customer === undefined ? sight.blind !== true : seesCustomer(sight, Number(customer));
  const parameters = new Parameters(new URLSearchParams(list.params));
  const request = { parameters, sight, switches: tenant.switches, isApplication: false };
  const filters = [...type.visible(request), ...type.listed(request)];
  return (type.isSeenByAll || isShown) && filters.every((filter) => filter.test(record));
}

/** The living record of a key. */
function recordOf(tenant: Tenant, type: RecordType, key: string) {
  const store = tenant.store(type.name);
  // Most records are found by their number at once.
  const own = Math.abs(Number(key));
  const ids = store.get(own) === undefined ? tenant.living(type.name) : [own];
  const found = ids.map((id) => store.require(id)).find((record) => type.recordKey(record) === key);
  if (found === undefined) throw new RangeError(`There is no record ${key} of ${type.name}`);
  return found;
}
