import * as z from 'zod';
import { check } from '../../failure.js';
import { setWebhooks } from '../../webhooks/settings.js';
import type { Routes } from '../routes.js';

/** Routes of the dashboard name the environment; there is one here, so it may be left out. */
export const environmentQuery = z.strictObject({ env: z.literal('dev').optional() });

const address = z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).optional();
const flag = z.boolean().optional();
const webhookSchema = z.strictObject({
  primary_url: address,
  secondary_url: address,
  on_sync_completion_always: flag,
  on_auth_creation: flag,
  on_auth_refresh_error: flag,
  on_sync_error: flag,
  on_async_action_completion: flag,
});

/** The environment's settings, as the real server's dashboard changes them. */
export const environmentRoutes: Routes = (app, { state }) => {
  app.patch('/api/v1/environments/webhook', async (request) => {
    check(environmentQuery, request.query, 'invalid_query_params');
    await setWebhooks(state, check(webhookSchema, request.body, 'invalid_body'));
    return { success: true };
  });
};
