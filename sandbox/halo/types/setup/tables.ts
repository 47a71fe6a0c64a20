import { CATEGORIES as CATEGORY_NAMES } from '../../records/words.js';

/** The tenant's setup tables: the same in every tenant (ids as on live tenants where halo-api.md names them). */
const guid = (kind: number, id: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(id).padStart(12, '0')}`;

const status = (id: number, name: string, sequence: number, slaaction: string, colour: string, type = 0) => ({
  id,
  guid: guid(1, id),
  name,
  shortname: name,
  type,
  sequence,
  colour,
  slaaction,
  ticket_count: 0,
  showonquickchange: true,
});

/** No row says whether it means "closed", and types other than 0 are not for tickets (halo-api.md §6.9). */
export const STATUSES = [
  status(1, 'New', 1, 'N', '#3bb2d0'),
  status(2, 'In Progress', 2, 'N', '#1c7ed6'),
  status(3, 'Action Required', 3, 'N', '#e6b800'),
  status(4, 'With User', 4, 'H', '#8e24aa'),
  status(5, 'With Supplier', 5, 'H', '#8e24aa'),
  status(9, 'Closed', 99, 'N', '#888888'),
  status(13, 'Closed Order', 1, 'N', '#888888', 1),
  status(21, 'On Hold', 6, 'H', '#f08c00'),
  status(25, 'Resolved by Monitoring', 7, 'N', '#2f9e44'),
] as const;

const sla = (id: number, name: string) => ({
  id,
  guid: guid(3, id),
  name,
  hoursofbusiness: 1,
  responsereset: false,
});

export const SLAS = [sla(1, 'Standard'), sla(2, 'Premium')] as const;

/** The number under which the tenant keeps the priority of an SLA. */
export const priorityId = (sla: number, priority: number): number => sla * 10 + priority;

/** The id is a GUID; `priorityid`, which tickets carry, repeats for each SLA (halo-api.md §6.9). */
const priority = (slaid: number, priorityid: number, name: string) => ({
  id: priorityId(slaid, priorityid),
  guid: guid(2, priorityId(slaid, priorityid)),
  slaid,
  priorityid,
  name: slaid === 1 ? name : `P${priorityid} ${name}`,
  fixtime: priorityid * 8,
  fixunits: 'H',
  responsetime: priorityid,
  responseunits: 'H',
  ishidden: false,
  colour: '#e6b800',
  startofdaytime: '08:30:00',
});

export const PRIORITIES = [
  priority(1, 1, 'Critical'),
  priority(1, 2, 'High'),
  priority(1, 3, 'Medium'),
  priority(1, 4, 'Low'),
  priority(2, 1, 'Critical'),
  priority(2, 2, 'High'),
  priority(2, 3, 'Medium'),
  priority(2, 4, 'Low'),
] as const;

const ticketType = (id: number, name: string, itilrequesttype: number, use = 'tickets') => ({
  id,
  guid: guid(4, id),
  name,
  // Not "ticket", as rows of tickets say (halo-api.md §6.1.4, §6.12).
  use,
  sequence: id,
  default_sla: 1,
  group_id: 1,
  group_name: 'Default',
  itilrequesttype,
  cancreate: true,
  agentscanselect: true,
  enduserscanselect: itilrequesttype < 20,
  allowattachments: true,
  visible: true,
});

export const TICKET_TYPES = [
  ticketType(1, 'Incident', 1),
  ticketType(3, 'Service Request', 3),
  ticketType(4, 'Problem', 4),
  ticketType(5, 'Project', 22, 'projects'),
  ticketType(6, 'Opportunity', 20, 'opps'),
] as const;

const assetType = (id: number, name: string, tagprefix: string, assetgroup_id: number) => ({
  id,
  guid: guid(5, id),
  name,
  use: 0,
  assetgroup_id,
  assetgroup_name: assetgroup_id === 2 ? 'Hardware' : 'Network',
  keyfield_id: 31,
  keyfield_name: 'Name',
  keyfield2_id: 32,
  keyfield2_name: 'Model',
  keyfield3_id: 33,
  keyfield3_name: 'Serial Number',
  tagprefix,
});

export const ASSET_TYPES = [
  assetType(12, 'Laptop', 'LT-', 2),
  assetType(13, 'Server', 'SV-', 2),
  assetType(14, 'Printer', 'PRN-', 2),
  assetType(15, 'Firewall', 'FW-', 3),
] as const;

/** Fields of an asset, driven by its type (halo-api.md §6.2); the ids are decimals in the type's detail (§6.1.3). */
export const ASSET_FIELDS = [
  { field_id: 31, field_name: 'Name', typeinfo_id: 75 },
  { field_id: 32, field_name: 'Model', typeinfo_id: 76 },
  { field_id: 33, field_name: 'Serial Number', typeinfo_id: 77 },
  { field_id: 34, field_name: 'IP Address', typeinfo_id: 78 },
] as const;

export const ASSET_GROUPS = [
  { id: 2, guid: guid(6, 2), name: 'Hardware', use: 1 },
  { id: 3, guid: guid(6, 3), name: 'Network', use: 1 },
] as const;

export const ASSET_STATUSES = ['In use', 'In stock', 'Retired'] as const;

const [firstCategory, ...otherCategories] = CATEGORY_NAMES;
const category = ([id, value]: readonly [number, string]) => ({
  id,
  guid: guid(9, id),
  value,
  category_name: value.split('>').at(-1) ?? value,
  type_id: 1,
  sla_id: 0,
  priority_id: 0,
  category_group_id: 0,
});

export const CATEGORIES = [category(firstCategory), ...otherCategories.map(category)] as const;

const outcome = (id: number, name: string, hidefromuser: boolean, sendemail: number, newstatus = 0) => ({
  id,
  guid: guid(7, id),
  outcome: name,
  buttonname: name,
  sequence: id,
  hidden: false,
  systemid: 0,
  respondtype: 0,
  newstatus,
  sendemail,
  hidesendemail: sendemail === 0,
  hidefromuser,
  colour: '#888888',
});

/** 7 is the built-in private note, 16 e-mails the user (halo-api.md §7.3). */
export const OUTCOMES = [
  outcome(4, 'Resolved', false, 1, 9),
  outcome(5, 'Public Note', false, 0),
  outcome(7, 'Private Note', true, 0),
  outcome(16, 'Email User', false, 1, 4),
] as const;
