import * as z from 'zod';

/** What the real server accepts as names and ids, and the header and query shapes that several routes share. */
export const connectionId = z
  .string()
  .regex(/^[a-zA-Z0-9,.;:=+~[\]|@${}"'\\/_ -]+$/)
  .max(255);
export const providerConfigKey = z
  .string()
  .regex(/^[a-zA-Z0-9~:.@ _-]+$/)
  .max(255);
export const providerName = z
  .string()
  .regex(/^[a-zA-Z0-9_-]+$/)
  .max(255);
export const functionName = providerName;
export const model = z
  .string()
  .regex(/^[A-Z][a-zA-Z0-9_-]+$/)
  .max(255);
export const variant = functionName;

export const metadata = z.record(z.string(), z.unknown());
export const tags = z.record(z.string().max(64), z.string().max(255));
export const endUser = z.looseObject({
  id: z.string().min(1).max(255),
  email: z.string().optional(),
  display_name: z.string().max(255).optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

export const noQuery = z.strictObject({});

/** Headers that name a connection. */
export const connectionHeaders = z.object({ 'connection-id': connectionId, 'provider-config-key': providerConfigKey });

export const syncNames = z
  .array(z.union([z.string(), z.strictObject({ name: z.string(), variant: z.string() })]))
  .max(256)
  .transform((syncs) => syncs.map((sync) => (typeof sync === 'string' ? sync : `${sync.name}::${sync.variant}`)));
