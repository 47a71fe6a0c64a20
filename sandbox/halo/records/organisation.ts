import { Draw } from '../random.js';
import type { Stamped } from './collection.js';
import { FIELD_USAGE, generateValues, type FieldValues } from './custom-fields.js';
import { contactAtSite, customerOfSite, mainSite, siteOfContact, someAgent, type Layout } from './layout.js';
import { CITIES, COMPANY_FIRST, COMPANY_SECOND, FIRST_NAMES, LAST_NAMES, STREETS } from './words.js';

/** A record that can be archived. Halo's `inactive`; for agents `isdisabled` (halo-api.md §5.3). */
export interface Archivable extends Stamped {
  readonly inactive: boolean;
}

/** A customer (Halo: Client, table AREA). Dates in milliseconds since 1970. */
export interface CustomerRecord extends Archivable {
  readonly name: string;
  readonly toplevel_id: number;
  readonly colour: string;
  readonly notes?: string | undefined;
  readonly accountmanagertech: number;
  readonly ref?: string | undefined;
  readonly is_vip: boolean;
  readonly customertype: number;
  readonly xeroid?: string | undefined;
  readonly accountsid?: string | undefined;
  readonly azure_tenant_id?: string | undefined;
  readonly website?: string | undefined;
  readonly main_site_id: number;
  readonly main_phonenumber?: string | undefined;
  readonly datecreated: number;
  readonly custom: FieldValues;
}

export interface SiteRecord extends Archivable {
  readonly name: string;
  readonly client_id: number;
  readonly phonenumber?: string | undefined;
  readonly timezone?: string | undefined;
  readonly notes?: string | undefined;
  readonly ref?: string | undefined;
  readonly maincontact_id: number;
  readonly line1: string;
  readonly city: string;
  readonly postcode: string;
  /** A stock location, which lists may leave out (halo-api.md §13.26). */
  readonly isstocklocation: boolean;
  readonly datecreated: number;
  readonly custom: FieldValues;
}

/** A contact (Halo: User). */
export interface ContactRecord extends Archivable {
  readonly firstname: string;
  readonly surname: string;
  readonly site_id: number;
  readonly client_id: number;
  readonly emailaddress?: string | undefined;
  readonly phonenumber?: string | undefined;
  readonly mobilenumber?: string | undefined;
  readonly title?: string | undefined;
  readonly notes?: string | undefined;
  readonly isimportantcontact: boolean;
  readonly neversendemails: boolean;
  readonly azureoid?: string | undefined;
  /** A service account, which lists may leave out (halo-api.md §13.26). */
  readonly isserviceaccount: boolean;
  readonly datecreated: number;
  readonly custom: FieldValues;
}

const YEAR_MS = 365 * 86_400_000;
const COLOURS = ['#1c7ed6', '#2bd3c6', '#8e24aa', '#e6b800', '#888888'] as const;

/** When an untouched record was made and last changed. */
export function history(layout: Layout, draw: Draw): { datecreated: number; last_update: number } {
  const datecreated = layout.newest - YEAR_MS - draw.int(4 * YEAR_MS);
  return { datecreated, last_update: datecreated + draw.int(YEAR_MS) };
}

export function generateCustomer(layout: Layout, id: number): CustomerRecord {
  const draw = new Draw(layout.seed, 2, id);
  const name = `${draw.pick(COMPANY_FIRST)} ${draw.pick(COMPANY_SECOND)} ${id}`;
  return {
    id,
    ...history(layout, draw),
    name,
    inactive: draw.chance(8),
    toplevel_id: 1,
    colour: draw.pick(COLOURS),
    notes: draw.chance(20) ? 'Call reception first.' : undefined,
    accountmanagertech: someAgent(layout, draw.int(1000)),
    ref: draw.chance(60) ? name.slice(0, 3).toUpperCase() + String(id) : undefined,
    is_vip: draw.chance(5),
    customertype: draw.int(3),
    xeroid: draw.chance(30) ? draw.guid() : undefined,
    accountsid: draw.chance(30) ? `A${id}` : undefined,
    azure_tenant_id: draw.chance(50) ? draw.guid() : undefined,
    website: draw.chance(40) ? `https://www.customer-${id}.example` : undefined,
    main_site_id: mainSite(layout, id),
    main_phonenumber: draw.chance(70) ? `+44 20 7946 0${draw.int(900) + 100}` : undefined,
    custom: generateValues(draw, FIELD_USAGE.customers, layout.newest),
  };
}

export function generateSite(layout: Layout, id: number): SiteRecord {
  const draw = new Draw(layout.seed, 3, id);
  const main = id - layout.sites.first < layout.customers.count;
  const city = draw.pick(CITIES);
  return {
    id,
    ...history(layout, draw),
    name: main ? 'Main' : `${city} ${id}`,
    client_id: customerOfSite(layout, id),
    inactive: !main && draw.chance(8),
    phonenumber: draw.chance(60) ? `+44 1632 960${draw.int(900) + 100}` : undefined,
    timezone: draw.chance(30) ? 'GMT Standard Time' : undefined,
    notes: draw.chance(10) ? 'Parking behind the building.' : undefined,
    ref: draw.chance(20) ? `S${id}` : undefined,
    maincontact_id: contactAtSite(layout, id, 0),
    line1: `${1 + draw.int(200)} ${draw.pick(STREETS)}`,
    city,
    postcode: `ZZ${1 + draw.int(99)} ${draw.int(10)}AA`,
    isstocklocation: !main && draw.chance(15),
    custom: generateValues(draw, FIELD_USAGE.sites, layout.newest),
  };
}

export function generateContact(layout: Layout, id: number): ContactRecord {
  const draw = new Draw(layout.seed, 4, id);
  const site_id = siteOfContact(layout, id);
  const client_id = customerOfSite(layout, site_id);
  // Each site has a "General User" (halo-api.md §6.6): here its first contact.
  const general = id - layout.contacts.first < layout.sites.count;
  const firstname = general ? 'General' : draw.pick(FIRST_NAMES);
  const surname = general ? 'User' : draw.pick(LAST_NAMES);
  return {
    id,
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
    custom: generateValues(draw, FIELD_USAGE.contacts, layout.newest),
  };
}
