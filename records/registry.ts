import type { HaloList, SetupList } from '../halo/lists/description.js';
import { agentList } from './agents.js';
import { appointmentList } from './appointments.js';
import { articleList } from './articles.js';
import { assetList } from './assets.js';
import { contactList } from './contacts.js';
import { contractList } from './contracts.js';
import { customerList } from './customers.js';
import { invoiceList } from './invoices.js';
import { itemList } from './items.js';
import { lookUps } from './look-ups.js';
import { purchaseOrderList } from './purchase-orders.js';
import { quotationList } from './quotations.js';
import { recurringInvoiceList } from './recurring-invoices.js';
import { salesOrderList } from './sales-orders.js';
import { assetTypeList } from './setup/asset-types.js';
import { categoryList } from './setup/categories.js';
import { chargeRateList } from './setup/charge-rates.js';
import { customFieldList } from './setup/custom-field-definitions.js';
import { outcomeList } from './setup/outcomes.js';
import { slaList } from './setup/slas.js';
import { siteList } from './sites.js';
import { supplierList } from './suppliers.js';
import { teamList } from './teams.js';
import { opportunityList, projectList, ticketList } from './tickets/list.js';

/** The lists that a sync reads: the one that it follows, then those that it looks names up in. */
export type ListsOfSync = readonly [HaloList | SetupList, ...(HaloList | SetupList)[]];

/**
 * The record types that most connections sync: one line a sync, the most important first, because the connection check
 * looks at their lists in this order and has ten requests. Only lists are imported here: a sync that asks for their names
 * must not carry the models of all others (a test looks into the bundles).
 */
export const core: Readonly<Record<string, ListsOfSync>> = {
  tickets: [ticketList, agentList, teamList, ...Object.values(lookUps)],
  customers: [customerList],
  assets: [assetList],
  contacts: [contactList],
  sites: [siteList],
  agents: [agentList],
  teams: [teamList],
  // Actions have no list of their own: they are read ticket by ticket (halo-api.md §4.7).
  'ticket-actions': [ticketList],
};

/**
 * All record types: the core, then set-up lists, then what is sold, ordered and written down. The last need permissions that
 * many connections do not have, so they are off by default, and the connection check does not ask for them.
 */
export const registry: Readonly<Record<string, ListsOfSync>> = {
  ...core,
  // Attachments and time entries are read ticket by ticket too.
  'ticket-attachments': [ticketList],
  'time-entries': [ticketList],
  projects: [projectList, agentList, ...Object.values(lookUps)],
  opportunities: [opportunityList, agentList, ...Object.values(lookUps)],
  statuses: [lookUps.statuses],
  priorities: [lookUps.priorities],
  'ticket-types': [lookUps.ticketTypes],
  categories: [categoryList],
  outcomes: [outcomeList],
  slas: [slaList],
  'asset-types': [assetTypeList],
  'charge-rates': [chargeRateList],
  'custom-fields': [customFieldList],
  appointments: [appointmentList],
  contracts: [contractList],
  invoices: [invoiceList],
  'recurring-invoices': [recurringInvoiceList],
  quotations: [quotationList],
  'sales-orders': [salesOrderList],
  'purchase-orders': [purchaseOrderList],
  items: [itemList],
  suppliers: [supplierList],
  articles: [articleList],
};

/** What a sync reads. */
export interface SyncNeed {
  readonly sync: string;
  readonly lists: ListsOfSync;
}

/** What each of these syncs reads; of all of the package when none are given. */
export function syncNeeds(of: Readonly<Record<string, ListsOfSync>> = registry): readonly SyncNeed[] {
  return Object.entries(of).map(([sync, lists]) => ({ sync, lists }));
}

/** The lists that syncs follow, each once. */
export function followedLists(): readonly (HaloList | SetupList)[] {
  return [...new Set(Object.values(registry).map(([own]) => own))];
}
