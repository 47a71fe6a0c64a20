import * as z from 'zod';
import { ApiFailure, check } from '../../failure.js';
import type { IntegrationDocument } from '../../state/documents.js';
import { webhooksOf } from '../../webhooks/settings.js';
import type { Routes } from '../routes.js';

const scopesSchema = z.strictObject({ oauth_scopes: z.string().max(2000).nullable() });

const present = ({ id, provider, oauth_scopes }: IntegrationDocument) => ({
  data: { unique_key: id, provider, oauth_scopes },
});

/** Keys and settings that the real server shows in its dashboard only. */
export const settingRoutes: Routes = (app, { state, secretKey, signingKey, clock }) => {
  const find = (key: string): IntegrationDocument => {
    const integration = state.integrations.get(key);
    if (!integration) throw new ApiFailure(404, 'not_found', `Integration "${key}" does not exist`);
    return integration;
  };

  app.get('/local/keys', () => ({ secret_key: secretKey, webhook_signing_key: signingKey }));

  app.get('/local/webhooks', () => webhooksOf(state));

  app.get<{ Params: { key: string } }>('/local/integrations/:key', (request) => present(find(request.params.key)));

  app.patch<{ Params: { key: string } }>('/local/integrations/:key', async (request) => {
    const { oauth_scopes: scopes } = check(scopesSchema, request.body, 'invalid_body');
    const updated_at = new Date(clock.now()).toISOString();
    const changed = { ...find(request.params.key), oauth_scopes: scopes === '' ? null : scopes, updated_at };
    return present(await state.integrations.set(changed));
  });
};
