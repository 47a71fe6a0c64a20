/** A simulated tenant that lives, and what a dashboard asks of it. */
export { change, ImpossibleChange, type TenantChange } from './changes.js';
export { kindsOf, type Kind } from './kinds.js';
export { Life } from './life.js';
export { OtherTenant, startLivingTenant, type LivingTenant, type LivingTenantOptions } from './world.js';
export type { TenantSizes } from './world.js';
export { tenantRoutes } from './routes/tenant.js';
