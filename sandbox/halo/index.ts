/** A simulated Halo tenant: the executable form of what is known of Halo's API. */
export { createApplication, type Application, type Sight } from './applications.js';
export { HaloApi, type HaloApiOptions } from './api.js';
export type { Fault, FaultPlan, Faults } from './faults.js';
export type { HaloRequest, HaloResponse } from './http.js';
export type { ActionRecord } from './records/action.js';
export type { ActionChanges, ActionStore } from './records/action-store.js';
export type { AssetRecord } from './records/asset.js';
export { FIELD_TYPE, FIELD_USAGE, type FieldDefinition, type FieldValue } from './records/custom-fields.js';
export { API_AGENT_ID } from './records/layout.js';
export type { ContactRecord, CustomerRecord, SiteRecord } from './records/organisation.js';
export type { AgentRecord, TeamRecord } from './records/staff.js';
export { NoSuchRecord, type ArchivableStore, type Changes, type Store } from './records/store.js';
export { CLOSED_STATUSES, STATUS, type TicketRecord } from './records/ticket.js';
export type { TicketStore } from './records/ticket-store.js';
export type { RequestCounts } from './request-counts.js';
export { startHalo, type RunningHalo, type StartHaloOptions } from './server.js';
export { createSwitches, type EndpointName, type RateLimit, type SwitchOverrides, type Switches } from './switches.js';
export { Tenant, type RecordKind, type TenantOptions } from './tenant.js';
