import { SENTINEL } from '../dates.js';
import type { Row } from '../records/row.js';
import type { TicketRecord } from '../records/ticket.js';
import type { RowWriter } from './writer.js';

const DAY_MS = 86_400_000;

/** Fields of list rows that one ticket in a few has. */
export function rareFields({ id, dateoccurred, domain }: TicketRecord, writer: RowWriter): Row {
  const isOne = id % 7 === 3;
  return {
    sla_name: id % 3 === 0 ? 'Standard' : undefined,
    category_2: isOne ? 'Office' : undefined,
    category_3: isOne ? 'Paper' : undefined,
    category_4: isOne ? 'A4' : undefined,
    categoryid_2: isOne ? 72 : 0,
    categoryid_3: isOne ? 73 : 0,
    categoryid_4: isOne ? 74 : 0,
    slaresponsestate: isOne ? 'I' : id % 7 === 4 ? 'O' : undefined,
    lastincomingemail: writer.dates.stored(isOne ? dateoccurred : undefined, SENTINEL.email),
    followupdate: isOne ? writer.dates.stored(dateoccurred + DAY_MS) : undefined,
    inventory_number: isOne ? `LT-${id}` : undefined,
    created_by: isOne ? 'Integration API' : undefined,
    product_id: isOne ? 5 : 0,
    release_id: isOne ? 6 : 0,
    workflow_id: isOne ? 2 : 0,
    workflow_step: isOne ? 3 : 0,
    is_vip: isOne,
    guid: `00000001-0000-4000-8000-${String(id).padStart(12, '0')}`,
    closure_agent_id: isOne ? 3 : 0,
    purchaseordernumber: isOne ? `PO-${id}` : undefined,
    cost: isOne ? 45.5 : 0,
    chargehours: isOne ? 1.5 : 0,
    nonchargehours: isOne ? 0.25 : 0,
    ...Object.fromEntries([1, 2, 3, 4, 5].map((field) => [`userdef${field}`, isOne ? `Note ${field}` : undefined])),
    milestone_name: domain === 'prjs' ? 'Roll-out' : undefined,
  };
}

/** Fields that only details have, and one ticket in a few a value in. */
export function rareDetails({ id }: TicketRecord): Row {
  const isOne = id % 7 === 3;
  return {
    emailtolist: isOne ? 'desk@msp.example' : undefined,
    emailcclist: isOne ? 'second@customer.example' : undefined,
    closure_note: isOne ? 'Replaced the cable.' : undefined,
    satisfactionlevel: isOne ? 1 : 0,
    satisfactioncomment: isOne ? 'Quick.' : undefined,
    slastate: isOne ? 'I' : undefined,
    billable_time: isOne ? 1.5 : 0,
    nonbillable_time: isOne ? 0.25 : 0,
    top_level_id: 1,
  };
}
