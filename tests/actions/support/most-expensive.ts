import type { Bench } from './bench.js';

/** The call of a function that costs most requests, and what the tenant has to be like for it. */
export interface ExpensiveCall {
  readonly input: Record<string, unknown>;
  readonly prepare?: (bench: Bench) => void;
}

const ticket = 1042;

/** Everything of a ticket that is looked up by name. */
const names = {
  ticket_type: 'Service Request',
  status: 'Action Required',
  priority: 4,
  team: '2nd Line Support',
  agent: '3',
  category_1: 'Hardware>Laptop',
  category_2: 'Second',
  category_3: 'Third',
  category_4: 'Fourth',
  custom_fields: { contractLevel: 'Silver' },
};

/** Rows of the list carry no names. */
function withoutNames({ desk }: Bench): void {
  desk.switches.rowNames = 'never';
}

/** No ticket is found in the list by its id, so that each is read by its id too, which brings its names. */
function withoutHelp({ desk }: Bench): void {
  const fault = { kind: 'ignoredParameters', names: ['ticketids'] } as const;
  desk.api.faults.add({ fault, on: '/api/Tickets', times: Number.POSITIVE_INFINITY });
}

/** Categories of all levels, and an agent whom tickets have. */
function withCategories(bench: Bench): void {
  withoutHelp(bench);
  const { tenant } = bench;
  for (const [index, value] of ['Second', 'Third', 'Fourth'].entries()) {
    const category: Record<string, unknown> = { value, category_name: value, type_id: index + 2 };
    tenant.store('categories').create(category);
  }
}

/** Two thousand tickets were opened in two days, and the tenant does not filter by the key. */
function withManyTickets(bench: Bench): void {
  withCategories(bench);
  bench.desk.switches.thirdPartyIds = 'kept';
  for (let made = 0; made < 1930; made += 1) bench.tenant.tickets.create({ client_id: 23 });
}

/** As many private notes after the last other action as are read, and older ones. */
function withManyNotes(bench: Bench, id = ticket): void {
  withoutNames(bench);
  addNotes(bench, id, 110, true);
  addNotes(bench, id, 1, false);
  addNotes(bench, id, 56, true);
}

function addNotes({ tenant }: Bench, id: number, count: number, hiddenfromuser: boolean): void {
  for (let made = 0; made < count; made += 1) tenant.actions.add(id, { hiddenfromuser });
}

/** As many records of one name as are looked through for a key, among as many that Halo finds for it. */
function withNamesakes(bench: Bench, type: string, same: Record<string, unknown>, title: string): void {
  withoutHelp(bench);
  const store = bench.tenant.store(type);
  for (let made = 0; made < 9; made += 1) store.create(same);
  for (let made = 0; made < 180; made += 1) store.create({ ...same, [title]: `${String(same[title])}${made}` });
}

function addAppointments({ tenant }: Bench, count: number, start: string): void {
  const values = {
    agent_id: 3,
    start_date: Date.parse(start),
    end_date: Date.parse(start) + 3_600_000,
    deleted: false,
  };
  for (let made = 0; made < count; made += 1) tenant.appointments.create(values);
}

function withoutMainSite({ tenant }: Bench): void {
  tenant.customers.edit(21, { main_site_id: 0 });
  for (const id of tenant.sites.ids()) {
    if (id !== 31 && tenant.sites.require(id).client_id === 21) tenant.sites.delete(id);
  }
}

const seen = { ticket_id: String(ticket) };
const key = { idempotency_key: 'the-most-expensive' };

const note = { ...seen, note: 'All of it', new_status: 'Action Required', outcome: 'Private Note', ...key };
const options = { custom_fields: { crmReference: 'C-1' } };
const agents = { account_manager: '3', primary_agent: '4', secondary_agent: '5' };
const owners = { business_owner: '3', technical_owner: '4' };

const newCustomer = { name: 'Contoso Ltd', ...agents, ...options };
const newSite = { customer_id: '21', name: 'Leeds', custom_fields: { accessHours: '07:30' } };
const newContact = {
  ...{ customer_id: '21', last_name: 'Ferreira', email: 'ana@contoso.example', linked_agent: '3' },
  custom_fields: { badge: 'B-1' },
};
const newAsset = {
  ...{ customer_id: '21', type: 'Laptop', tag: 'LT-4711', attributes: { Name: 'LT' }, ...owners },
  custom_fields: { costCentre: 'CC-1' },
};

/** A field of an input, or a setting of the tenant, that is not named here makes no request of its own. */
export const mostExpensive: Readonly<Record<string, ExpensiveCall>> = {
  'create-ticket': { input: { summary: 'All of it', contact_id: '75', ...names, ...key }, prepare: withManyTickets },
  'update-ticket': { input: { ...seen, contact_id: '75', ...names }, prepare: withCategories },
  'close-ticket': { input: { ...seen, status: 'Closed' }, prepare: withoutHelp },
  'reopen-ticket': { input: { ...seen, status: 'Action Required' }, prepare: withoutHelp },
  'assign-ticket': { input: { ...seen, agent: '3', team: 'Infrastructure' }, prepare: withoutHelp },
  'merge-tickets': { input: { ...seen, into_ticket_id: '1043' }, prepare: withoutHelp },
  'link-ticket-assets': { input: { ...seen, add: ['503'], remove: ['504'] }, prepare: withoutNames },
  'delete-ticket': { input: seen, prepare: withoutHelp },
  'restore-ticket': { input: seen, prepare: withoutNames },
  'get-ticket': { input: seen, prepare: withoutNames },
  'search-tickets': {
    input: { agent: '3', team: 'Infrastructure', status: 'New', ticket_type: 'Incident' },
    prepare: (bench) => {
      withoutHelp(bench);
      bench.tenant.tickets.create({ agent_id: 3, team_id: 5, status_id: 1, tickettype_id: 1 });
    },
  },
  'add-note': { input: note, prepare: withManyNotes },
  'reply-to-ticket': { input: { ...note, outcome: 'Email User' }, prepare: withManyNotes },
  'log-time': {
    input: { ...seen, time_taken_hours: 1, outcome: 'Private Note', ...key },
    prepare: withManyNotes,
  },
  'update-action': { input: { action_id: '1042:120', is_important: true }, prepare: withManyNotes },
  'list-ticket-actions': { input: { ...seen, limit: 500 }, prepare: withManyNotes },
  'create-appointment': {
    input: {
      ...{ subject: 'All of it', started_at: '2026-12-01T09:00:00Z', ended_at: '2026-12-01T10:00:00Z' },
      ...{ agent: '3', contact_id: '75', ...seen, ...key },
    },
    prepare: (bench) => {
      bench.desk.switches.appointmentNotes = 'inDetail';
      addAppointments(bench, 9, '2026-12-01T09:00:00Z');
      addAppointments(bench, 430, '2026-12-01T08:00:00Z');
    },
  },
  'list-appointments': {
    input: { from: '2026-12-01T00:00:00Z', to: '2026-12-08T00:00:00Z', agent: '3' },
    prepare: (bench) => {
      addAppointments(bench, 600, '2026-12-02T08:00:00Z');
    },
  },
  'search-articles': { input: { text: 'printer' } },
  'get-article': { input: { article_id: '1' } },
  'set-custom-fields': { input: { record_type: 'ticket', record_id: '1042', custom_fields: { rootCause: 'Dust' } } },
  'list-options': { input: { kind: 'custom_fields', record_type: 'customer' } },
  whoami: { input: {} },
  'link-tickets': { input: { ...seen, relation: 'related', other_ticket_id: '1043' }, prepare: withoutHelp },
  'get-ticket-context': {
    // One of the tickets that have a contract.
    input: { ticket_id: '1039', actions: 100 },
    prepare: (bench) => {
      withManyNotes(bench, 1039);
      bench.tenant.tickets.edit(1039, {
        user_id: 75,
        writtenDetail: { assets: [501, 502, 503, 504, 505, 506].map((id) => ({ id })) },
      });
    },
  },
  'list-attachments': {
    input: seen,
    prepare: (bench) => {
      withoutHelp(bench);
      for (const id of bench.tenant.attachments.ids()) bench.tenant.attachments.delete(id);
    },
  },
  'add-attachment': { input: { ...seen, file_name: 'a.txt', content_base64: 'YWJj', action_id: '1042:3', ...key } },
  'create-customer': {
    input: { ...newCustomer, ...key },
    prepare: (bench) => {
      withNamesakes(bench, 'customers', { name: 'Contoso Ltd' }, 'name');
    },
  },
  'update-customer': { input: { customer_id: '21', ...newCustomer } },
  'archive-customer': { input: { customer_id: '21' } },
  'get-customer': { input: { customer_id: '21' } },
  'search-customers': { input: { text: 'an' } },
  'create-site': {
    input: { ...newSite, ...key },
    prepare: (bench) => {
      withNamesakes(bench, 'sites', { name: 'Leeds', client_id: 21, isstocklocation: false }, 'name');
    },
  },
  'update-site': { input: { site_id: '31', name: 'Leeds', custom_fields: { accessHours: '07:30' } } },
  'get-site': { input: { site_id: '31' } },
  'search-sites': { input: { text: 'Main' } },
  'create-contact': {
    input: { ...newContact, ...key },
    prepare: (bench) => {
      const same = { site_id: 31, client_id: 21, emailaddress: 'ana@contoso.example', isserviceaccount: false };
      withNamesakes(bench, 'contacts', same, 'emailaddress');
      withoutMainSite(bench);
    },
  },
  'update-contact': {
    input: { contact_id: '75', site_id: '31', linked_agent: '3', custom_fields: { badge: 'B-1' } },
  },
  'archive-contact': { input: { contact_id: '75' } },
  'get-contact': { input: { contact_id: '75' } },
  'search-contacts': { input: { text: 'an' } },
  'find-or-create-contact': {
    input: newContact,
    prepare: (bench) => {
      for (let made = 0; made < 180; made += 1) {
        const emailaddress = `ana@contoso.example${made}`;
        bench.tenant.contacts.create({ site_id: 31, client_id: 21, emailaddress, isserviceaccount: false });
      }
      withoutMainSite(bench);
    },
  },
  'create-asset': {
    input: { ...newAsset, ...key },
    prepare: (bench) => {
      const same = { site_id: 31, client_id: 21, assettype_id: 12, inventory_number: 'LT-4711', inactive: false };
      withNamesakes(bench, 'assets', same, 'inventory_number');
      withoutMainSite(bench);
    },
  },
  'update-asset': {
    input: { ...{ asset_id: '503', site_id: '32', type: 'Laptop', ...owners }, custom_fields: { costCentre: 'CC-2' } },
  },
  'archive-asset': { input: { asset_id: '503' } },
  'get-asset': { input: { asset_id: '503' } },
  'search-assets': { input: { type: 'Laptop' } },
};
