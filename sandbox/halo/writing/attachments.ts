import type { Context } from '../endpoints/context.js';
import { ticketInSight } from '../endpoints/tickets.js';
import { attachmentItem } from '../rows/attachment.js';
import { Refusal } from './refusal.js';
import type { WritableResource } from './resource.js';
import { flagOf, isBody, numberOf, textOf, type Body } from './values.js';

/** The bytes, with their type in front or without (halo-api.md §7.5). */
function contentOf(body: Body): { content_type: string; data: string } {
  const given = textOf(body, 'data_base64') ?? '';
  const [, type = 'application/octet-stream', data = given] = /^data:([^;,]*);base64,(.*)$/s.exec(given) ?? [];
  if (data === '') throw new Refusal('The attachment has no content');
  return { content_type: type, data };
}

/** Files that come with an action, or that were uploaded before it (halo-api.md §7.3, §7.5). */
export function attachTo(ticketId: number, actionId: number, body: Body, { tenant }: Context): void {
  const files = body['attachments'];
  for (const file of Array.isArray(files) ? files.filter(isBody) : []) {
    const id = numberOf(file, 'id');
    if (id === undefined) {
      const filename = textOf(file, 'filename') ?? 'attachment';
      tenant.attachments.add(ticketId, { ...contentOf(file), filename, action_id: actionId });
    } else if (tenant.attachments.get(id)?.ticket_id === ticketId) {
      tenant.attachments.edit(id, { action_id: actionId });
    }
  }
}

/** Adds and deletes files of tickets. */
export const writableAttachments: WritableResource = {
  scope: 'edit:tickets',
  integers: ['id', 'ticket_id', 'action_id'],
  save: (body, context: Context) => {
    const { switches, tenant, writer } = context;
    const ticketId = numberOf(body, 'ticket_id') ?? 0;
    const actionId = numberOf(body, 'action_id') ?? 0;
    const filename = textOf(body, 'filename') ?? '';
    // A file without a ticket, to be tied to one later (halo-api.md §7.5), and a changed one are not simulated.
    const isUnknown = numberOf(body, 'id') !== undefined || !ticketInSight(ticketId, context);
    if (isUnknown) throw new Refusal('Record not found');
    if (actionId > 0 && !tenant.actions.of(ticketId).some(({ id }) => id === actionId)) {
      throw new Refusal('Record not found');
    }
    if (filename === '') throw new Refusal('A filename must be entered');
    const key = switches.attachmentIds === 'dropped' ? undefined : textOf(body, 'third_party_id');
    const attachment = tenant.attachments.add(ticketId, {
      ...contentOf(body),
      filename,
      action_id: actionId,
      note: textOf(body, 'note') ?? '',
      showforusers: flagOf(body, 'showforusers') ?? true,
      third_party_id: key,
    });
    return attachmentItem(attachment, writer);
  },
  remove: (id, context) => {
    const { tenant, writer } = context;
    const attachment = tenant.attachments.get(id);
    if (attachment === undefined || !ticketInSight(attachment.ticket_id, context)) return undefined;
    tenant.attachments.delete(id);
    return attachmentItem(attachment, writer);
  },
};
