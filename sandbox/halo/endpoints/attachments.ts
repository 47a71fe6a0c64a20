import { badId, failure } from '../errors.js';
import { bytes, empty, json, type HaloRequest, type HaloResponse } from '../http.js';
import type { AttachmentRecord } from '../records/attachment.js';
import { attachmentItem, attachmentRow } from '../rows/attachment.js';
import type { Tenant } from '../tenant.js';
import type { Context, Route } from './context.js';
import { envelope } from './paging.js';
import { ticketInSight } from './tickets.js';

/** Where the files of the content network are, below the server's root. */
const files = '/content/';

/** The attachments of a ticket, in one answer (halo-api.md §3.5, §3.6). */
function list(context: Context): HaloResponse {
  const { parameters, tenant, writer } = context;
  const ticketId = parameters.number('ticket_id') ?? 0;
  const actionId = parameters.number('action_id');
  const isShown = !context.emptied && ticketInSight(ticketId, context);
  const all = isShown ? tenant.attachments.readOf(ticketId) : [];
  const found = actionId === undefined ? all : all.filter(({ action_id: of }) => of === actionId);
  const rows = found.map((attachment) => writer.text(attachmentRow(attachment, writer)));
  const sidecars = { type: 0, unique_id: 0, ticket_id: ticketId, action_id: actionId ?? 0, folders: [] };
  return envelope(
    'Attachment',
    'attachments',
    'keyed',
    rows,
    { recordCount: rows.length, echo: {} },
    context,
    sidecars,
  );
}

/** The bytes, or a link to them (halo-api.md §7.5). */
function item(context: Context, id: string): HaloResponse {
  const { parameters, switches, tenant, writer } = context;
  if (!/^\d+$/.test(id)) return badId(id);
  const attachment = tenant.attachments.rows.read(Number(id));
  if (attachment === undefined || !ticketInSight(attachment.ticket_id, context)) return failure(404, switches);
  if (parameters.flag('includedetails')) {
    return json({ ...attachmentItem(attachment, writer), data_base64: attachment.data });
  }
  if (switches.attachmentContent.kind === 'bytes') return content(attachment);
  const link = new URL(
    `${files}${attachment.id}/${encodeURIComponent(attachment.filename)}`,
    switches.attachmentContent.host,
  );
  link.searchParams.set('Expires', String(Math.floor(tenant.now() / 1000) + 300));
  link.searchParams.set('Signature', signature(attachment));
  return json({ link: link.href });
}

function content({ filename, content_type: type, data }: AttachmentRecord): HaloResponse {
  const name = encodeURIComponent(filename);
  return bytes(Buffer.from(data, 'base64'), {
    'content-type': type,
    'content-disposition': `attachment; filename="${filename.replace(/[^ -~]|["\\]/g, '_')}"; filename*=UTF-8''${name}`,
  });
}

function signature({ id, filename }: AttachmentRecord): string {
  return Buffer.from(`${id}:${filename}`).toString('base64url');
}

/**
 * The content network that links lead to. It refuses a request that carries a token beside the signature, which is why
 * the link must be fetched without one (halo-api.md §7.5).
 *
 * @returns `undefined` for a request that is not for it
 */
export function contentNetwork(
  { method, path, query, headers }: HaloRequest,
  tenant: Tenant,
): HaloResponse | undefined {
  const [, id] = /^\/content\/(\d+)\/[^/]+$/.exec(path) ?? [];
  if (id === undefined || method !== 'GET') return undefined;
  if (headers['authorization'] !== undefined) return empty(400);
  const attachment = tenant.attachments.get(Number(id));
  const isCurrent = Number(query.get('Expires')) * 1000 > tenant.now();
  if (attachment === undefined || query.get('Signature') !== signature(attachment) || !isCurrent) return empty(403);
  return content(attachment);
}

export const ATTACHMENT_ROUTE: Route = { name: 'Attachment', scope: 'read:tickets', list, item };
