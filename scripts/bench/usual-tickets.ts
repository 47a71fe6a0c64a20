import type { NangoSyncBase } from '@nangohq/runner-sdk';
import * as z from 'zod';

/**
 * A shape that Nango's public sync templates often have, in our own words: the platform's paginator over
 * the list in order of its last update, one request for each row's details, and a checkpoint that is the last update
 * seen. Only the benchmark runs it: it is what the package is compared with.
 */
const Row = z.object({ id: z.number(), last_update: z.string() });

const Details = z.looseObject({
  id: z.number(),
  summary: z.string().optional(),
  details: z.string().optional(),
  status_id: z.number().optional(),
  status_name: z.string().optional(),
  priority_id: z.number().optional(),
  tickettype_id: z.number().optional(),
  client_id: z.number().optional(),
  client_name: z.string().optional(),
  site_id: z.number().optional(),
  user_id: z.number().optional(),
  agent_id: z.number().optional(),
  dateoccurred: z.string().optional(),
  last_update: z.string().optional(),
});

const Ticket = z.object({
  id: z.string(),
  summary: z.string().optional(),
  details: z.string().optional(),
  status_id: z.string().optional(),
  status_name: z.string().optional(),
  priority_id: z.string().optional(),
  type_id: z.string().optional(),
  customer_id: z.string().optional(),
  customer_name: z.string().optional(),
  site_id: z.string().optional(),
  contact_id: z.string().optional(),
  agent_id: z.string().optional(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
});

const Checkpoint = z.object({ updated_after: z.string() });

type Nango = NangoSyncBase<{ Ticket: typeof Ticket }, never, typeof Checkpoint>;

const text = (id: number | undefined): string | undefined => (id === undefined ? undefined : String(id));

function toTicket(details: z.output<typeof Details>): z.output<typeof Ticket> {
  return {
    id: String(details.id),
    summary: details.summary,
    details: details.details,
    status_id: text(details.status_id),
    status_name: details.status_name,
    priority_id: text(details.priority_id),
    type_id: text(details.tickettype_id),
    customer_id: text(details.client_id),
    customer_name: details.client_name,
    site_id: text(details.site_id),
    contact_id: text(details.user_id),
    agent_id: text(details.agent_id),
    created_at: details.dateoccurred,
    updated_at: details.last_update,
  };
}

async function exec(nango: Nango): Promise<void> {
  const checkpoint = await nango.getCheckpoint();
  let updatedAfter = checkpoint?.updated_after;
  const pages = nango.paginate<unknown>({
    endpoint: '/Tickets',
    params: {
      pageinate: 'true',
      order: 'last_update',
      orderdesc: 'false',
      ...(updatedAfter === undefined ? {} : { lastupdatefromdate: updatedAfter }),
    },
    paginate: {
      type: 'offset',
      offset_name_in_request: 'page_no',
      offset_start_value: 1,
      offset_calculation_method: 'per-page',
      limit_name_in_request: 'page_size',
      limit: 100,
      response_path: 'tickets',
    },
    retries: 3,
  });
  for await (const page of pages) {
    const tickets = [];
    for (const item of page) {
      const row = Row.parse(item);
      const response = await nango.get<unknown>({ endpoint: `/Tickets/${row.id}`, retries: 3 });
      tickets.push(toTicket(Details.parse(response.data)));
      updatedAfter = row.last_update;
    }
    await nango.batchSave(tickets, 'Ticket');
    if (updatedAfter !== undefined) await nango.saveCheckpoint({ updated_after: updatedAfter });
  }
}

/** What `createSync` leaves of a declaration. */
export default { type: 'sync', models: { Ticket }, checkpoint: Checkpoint, exec };
