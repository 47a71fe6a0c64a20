import type { Tenant } from '../../sandbox/halo/index.js';
import type { Change } from './schedule.js';
import { subjectOf } from '../support/kinds.js';
import { tickets, type Subject } from './subject.js';

/** Customers that the connection's settings name, of the twelve that a searched tenant has. */
const wanted = [21, 22, 23, 24, 25, 26, 27];
const others = [28, 29, 30, 31, 32];

/** A subject of which the settings select the rows of some customers, and whose rows move from customer to customer. */
function ofSomeCustomers(subject: Subject, kind: 'tickets' | 'assets', needsSweep: readonly Change['kind'][]): Subject {
  const isSelected = (tenant: Tenant, id: number): boolean => wanted.includes(tenant[kind].require(id).client_id);
  return {
    ...subject,
    // Without changes of sight, after which all is listed again anyway.
    changes: [...subject.changes.filter((change) => !['hide', 'blind', 'show'].includes(change)), 'move'],
    needsSweep: [...subject.needsSweep, ...needsSweep],
    metadata: { customers: wanted },
    living: (tenant) => subject.living(tenant).filter((id) => isSelected(tenant, id)),
    apply(tenant, change, mark) {
      if (change.kind !== 'move') return subject.apply(tenant, change, mark);
      const living = tenant.living(kind);
      const id = living[Math.floor(change.pick * living.length)];
      if (id === undefined) return undefined;
      const customers = isSelected(tenant, id) ? others : wanted;
      const customer = customers[id % customers.length] ?? 0;
      if (kind === 'tickets') tenant.tickets.move(id, customer);
      else tenant.assets.edit(id, { client_id: customer });
      return id;
    },
    expected(tenant) {
      return new Map([...subject.expected(tenant)].filter(([id]) => isSelected(tenant, Number(id))));
    },
  };
}

/** Halo selects tickets by customer itself, so that only the sweep notices one that moves out of the selection. */
export const ticketsOfSomeCustomers = ofSomeCustomers(tickets, 'tickets', ['move']);
/** Assets are all read, and those of other customers are left out. */
export const assetsOfSomeCustomers = ofSomeCustomers(subjectOf('assets'), 'assets', []);
