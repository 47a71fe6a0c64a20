import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod';

import { anything, call } from './client.js';

const integrationSchema = z.object({
  unique_key: z.string(),
  provider: z.string(),
  display_name: z.string(),
  created_at: z.string(),
});
export type Integration = z.output<typeof integrationSchema>;

/** One field of the Connect form, as a provider definition describes it. */
const fieldSchema = z.object({
  type: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  example: z.string().optional(),
  pattern: z.string().optional(),
  prefix: z.string().optional(),
  suffix: z.string().optional(),
  default_value: z.string().optional(),
  doc_section: z.string().optional(),
  optional: z.boolean().optional(),
  secret: z.boolean().optional(),
  hidden: z.boolean().optional(),
  automated: z.boolean().optional(),
  order: z.number().optional(),
});
export type FormField = z.output<typeof fieldSchema>;

const providerSchema = z.object({
  name: z.string(),
  display_name: z.string(),
  auth_mode: z.string(),
  categories: z.array(z.string()).optional(),
  default_scopes: z.array(z.string()).optional(),
  docs: z.string().optional(),
  docs_connect: z.string().optional(),
  token_url: z.unknown().optional(),
  proxy: z.object({ base_url: z.string().optional() }).optional(),
  connection_config: z.record(z.string(), fieldSchema).optional(),
  credentials: z.record(z.string(), fieldSchema).optional(),
});
export type Provider = z.output<typeof providerSchema>;

/** The enabled integrations. */
export const integrationsQuery = queryOptions({
  queryKey: ['integrations'],
  queryFn: async ({ signal }) =>
    (await call('/integrations', z.object({ data: z.array(integrationSchema) }), { signal })).data,
});

/** The providers of Halo's products that the definitions describe. */
export const haloProvidersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: async ({ signal }) => {
    const answer = z.object({ data: z.array(providerSchema) });
    return (await call('/providers', answer, { query: { search: 'halo' }, signal })).data;
  },
  staleTime: Infinity,
});

/** One provider definition. */
export const providerQuery = (name: string) =>
  queryOptions({
    queryKey: ['providers', name],
    queryFn: async ({ signal }) =>
      (await call(`/providers/${encodeURIComponent(name)}`, z.object({ data: providerSchema }), { signal })).data,
    staleTime: Infinity,
  });

const settingsSchema = z.object({ oauth_scopes: z.string().nullable() });

/** What an integration asks for when its connections name no permissions of their own. */
export const integrationSettingsQuery = (key: string) =>
  queryOptions({
    queryKey: ['integrations', key, 'settings'],
    queryFn: async ({ signal }) =>
      (await call(`/local/integrations/${encodeURIComponent(key)}`, z.object({ data: settingsSchema }), { signal }))
        .data,
  });

export async function saveScopes(key: string, scopes: string): Promise<void> {
  const body = { oauth_scopes: scopes === '' ? null : scopes };
  await call(`/local/integrations/${encodeURIComponent(key)}`, anything, { method: 'PATCH', body });
}

/** Enables a provider under its own name. */
export async function enableIntegration(provider: string): Promise<void> {
  await call('/integrations', anything, { method: 'POST', body: { provider, unique_key: provider } });
}

/** Deletes an integration with its connections and everything that was synced for them. */
export async function deleteIntegration(key: string): Promise<void> {
  await call(`/integrations/${encodeURIComponent(key)}`, anything, { method: 'DELETE' });
}

/** Deploys the functions of this package to an integration; waits while they are being compiled. */
export async function deployFunctions(key: string): Promise<number> {
  const body = { provider_config_key: key };
  return (await call('/local/deployments', z.object({ functions: z.number() }), { method: 'POST', body })).functions;
}
