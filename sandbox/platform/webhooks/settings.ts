import { webhookSchema, type WebhookDocument } from '../state/documents.js';
import type { State } from '../state/state.js';

export type WebhookSettings = Omit<WebhookDocument, 'id'>;

const id = 'outgoing';

/** A new environment's: no address, and every event that tells of something wanted. */
const initial: WebhookSettings = {
  primary_url: null,
  secondary_url: null,
  on_sync_completion_always: false,
  on_sync_error: true,
  on_auth_creation: true,
  on_auth_refresh_error: true,
  on_async_action_completion: true,
};

type SettingsStore = Pick<State, 'webhooks'>;

/** Where the environment's webhooks go, and which are sent. */
export const webhooksOf = ({ webhooks }: SettingsStore): WebhookSettings => ({ ...initial, ...webhooks.get(id) });

/** Changes what is given; an empty address takes one away. */
export async function setWebhooks(
  state: SettingsStore,
  changes: { [Name in keyof WebhookSettings]?: WebhookSettings[Name] | undefined },
): Promise<void> {
  const before = webhooksOf(state);
  const given = Object.entries(changes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value === '' ? null : value] as const],
  );
  await state.webhooks.set(webhookSchema.parse({ ...before, ...Object.fromEntries(given), id }));
}
