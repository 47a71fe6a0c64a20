import { SENTINEL } from '../dates.js';
import { FIELD_USAGE } from '../records/custom-fields.js';
import { history } from '../records/history.js';
import { customerOfSite, siteOfContact } from '../records/layout.js';
import type { Row, RowContext } from '../records/row.js';
import { describe } from '../records/type.js';
import { FIRST_NAMES, LAST_NAMES } from '../records/words.js';
import { isBlank, numberOf, textOf, type Body } from '../writing/values.js';

/** Fields that some contacts have a value in. */
function extraOf(id: number, firstname: string): Row {
  const department = id % 3 === 0 ? 'Accounts' : undefined;
  if (id % 7 !== 0) return { department };
  return {
    department,
    email2: `person${id}@home.example`,
    email3: `person${id}@other.example`,
    homenumber: '+44 1632 962000',
    mobilenumber2: '+44 7700 900999',
    fax: '+44 1632 963000',
    whatsapp_number: '+44 7700 900888',
    onpremise_activedirectory_dn: `CN=${firstname},OU=Staff,DC=customer,DC=example`,
    okta_id: `okta-${id}`,
    connectwiseid: 8000 + id,
    autotaskid: 7000 + id,
    linked_agent_id: 3,
    neversendmarketingemails: true,
    other1: 'Desk 1',
    other2: 'Desk 2',
    other3: 'Desk 3',
    other4: 'Desk 4',
    other5: 'Desk 5',
  };
}

/**
 * A name that comes in one piece is taken apart at its last space: how Halo does it is not known. The customer is that of
 * the site.
 */
function changesOf(body: Body, before: Row, { fieldIn }: RowContext): Row {
  const name = textOf(body, 'name')?.trim();
  const isWhole = name !== undefined && body['firstname'] === undefined && body['surname'] === undefined;
  const space = name?.lastIndexOf(' ') ?? -1;
  const site = numberOf(body, 'site_id') ?? numberOf(before, 'site_id') ?? 0;
  return {
    ...(isWhole ? { firstname: name.slice(0, Math.max(space, 0)), surname: name.slice(space + 1) } : {}),
    client_id: fieldIn('sites', site, 'client_id') ?? 0,
  };
}

/** The two sentences are Halo's (halo-api.md §7.4). */
function problemOf(record: Row, body: Body, { fieldIn }: RowContext): string | undefined {
  const isNew = body['id'] === undefined;
  if (isNew ? isBlank(body['name']) : isBlank(`${String(record['firstname'])}${String(record['surname'])}`)) {
    return 'Username must be entered';
  }
  const site = fieldIn('sites', numberOf(record, 'site_id') ?? 0, 'name');
  return site === undefined ? 'A Site must be selected' : undefined;
}

/** Contacts (Halo: User). */
export const contacts = describe({
  generate(draw, id, layout) {
    const site_id = siteOfContact(layout, id);
    const client_id = customerOfSite(layout, site_id);
    // Each site has a "General User" (halo-api.md §6.6): here its first contact.
    const general = id - layout.range('contacts').first < layout.range('sites').count;
    const firstname = general ? 'General' : draw.pick<string>(FIRST_NAMES);
    const surname = general ? 'User' : draw.pick<string>(LAST_NAMES);
    return {
      ...history(layout, draw),
      firstname,
      surname,
      site_id,
      client_id,
      inactive: !general && draw.chance(10),
      emailaddress: general ? undefined : `person${id}@customer-${client_id}.example`,
      phonenumber: draw.chance(50) ? `+44 1632 961${draw.int(900) + 100}` : undefined,
      mobilenumber: draw.chance(40) ? `+44 7700 900${draw.int(900) + 100}` : undefined,
      title: draw.chance(30) ? 'Office Manager' : undefined,
      notes: draw.chance(5) ? 'Prefers e-mail.' : undefined,
      isimportantcontact: draw.chance(5),
      neversendemails: draw.chance(3),
      azureoid: draw.chance(40) ? draw.guid() : undefined,
      isserviceaccount: !general && draw.chance(6),
      extra: extraOf(id, firstname),
    };
  },
  name: 'contacts',
  endpoint: 'Users',
  key: 'users',
  scope: 'read:customers',
  first: 61,
  count: (size) => size('sites') * 2,
  salt: 4,
  customer: 'client_id',
  customFields: FIELD_USAGE.contacts,
  // Service accounts, which lists may leave out (halo-api.md §13.26).
  special: {
    field: 'isserviceaccount',
    parameter: 'includeserviceaccount',
    othersParameter: 'includenonserviceaccount',
  },
  order: ['firstname', 'surname'],
  filters: { site_id: 'site_id' },
  search: ['firstname', 'surname', 'emailaddress'],
  decimals: ['site_id'],
  // `/Users/me` is not found for an agent's application (halo-api.md §4.1).
  me: 404,
  edited: 'surname',
  listed: ({ parameters }) =>
    parameters.flag('exclude_generaluser') ? [{ key: 'people', test: ({ firstname }) => firstname !== 'General' }] : [],
  asked: { includenotes: ['notes'] },
  listOnly: ['key', 'table'],
  detailOnly: ['department'],
  writing: {
    scope: 'edit:customers',
    integers: ['id', 'site_id', 'client_id', 'linked_agent_id'],
    fields: [
      'firstname', 'surname', 'site_id', 'inactive', 'emailaddress', 'phonenumber', 'mobilenumber', 'title', 'notes',
      'isimportantcontact', 'neversendemails', 'isserviceaccount',
    ], // prettier-ignore
    extra: [
      'department', 'email2', 'email3', 'homenumber', 'mobilenumber2', 'fax', 'whatsapp_number', 'linked_agent_id',
      'other1', 'other2', 'other3', 'other4', 'other5',
    ], // prettier-ignore
    blank: (now) => ({
      datecreated: now,
      last_update: now,
      firstname: '',
      surname: '',
      site_id: 0,
      client_id: 0,
      inactive: false,
      emailaddress: undefined,
      phonenumber: undefined,
      mobilenumber: undefined,
      title: undefined,
      notes: undefined,
      isimportantcontact: false,
      neversendemails: false,
      azureoid: undefined,
      isserviceaccount: false,
      extra: {},
    }),
    changes: changesOf,
    problem: problemOf,
  },
  row: (record, { siteName, clientName, fieldIn }) => ({
    id: record.id,
    name: `${record.firstname} ${record.surname}`.trim(),
    site_id: record.site_id,
    site_id_int: record.site_id,
    site_name: siteName(record.site_id),
    client_id: record.client_id,
    client_name: clientName(record.client_id),
    firstname: record.firstname,
    surname: record.surname,
    initials: record.firstname.slice(0, 1) + record.surname.slice(0, 1),
    title: record.title,
    emailaddress: record.emailaddress,
    phonenumber_preferred: record.phonenumber ?? record.mobilenumber,
    sitephonenumber: fieldIn('sites', record.site_id, 'phonenumber'),
    phonenumber: record.phonenumber,
    mobilenumber: record.mobilenumber,
    telpref: 0,
    login: record.emailaddress,
    inactive: record.inactive,
    colour: '#2bd3c6',
    isimportantcontact: record.isimportantcontact,
    neversendemails: record.neversendemails,
    priority_id: 0,
    linked_agent_id: 0,
    covered_by_contract: false,
    isserviceaccount: record.isserviceaccount,
    is_prospect: false,
    messagegroup_id: -1,
    azureoid: record.azureoid,
    connectwiseid: 0,
    autotaskid: -1,
    use: 'user',
    ...record.extra,
    notes: record.notes,
    key: record.id,
    table: 2,
  }),
  detail: (record, { dates, fieldIn }) => ({
    ismaincontact: fieldIn('sites', record.site_id, 'maincontact_id') === record.id,
    datecreated: dates.stored(record.datecreated),
    ulastupdate: dates.stored(record.last_update),
    delegation_start: dates.stored(undefined, SENTINEL.audit),
    delegation_end: dates.stored(undefined, SENTINEL.audit),
    azure_last_login_date: dates.stored(undefined, SENTINEL.audit),
    isexternal: false,
    dontaddtomailinglist: false,
    web_access_level: 1,
    manager_email: record.id % 5 === 0 ? `boss@customer-${record.client_id}.example` : undefined,
    departments: record.id % 5 === 0 ? [{ department_id: 4, department_name: 'Finance' }] : [],
  }),
});
