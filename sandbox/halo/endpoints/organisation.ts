import { failure } from '../errors.js';
import type { HaloResponse } from '../http.js';
import type { AssetRecord } from '../records/asset.js';
import type { Archivable, ContactRecord, CustomerRecord, SiteRecord } from '../records/organisation.js';
import type { Filter } from '../records/selection.js';
import { assetItem, assetRow } from '../rows/asset.js';
import { contactItem, contactRow } from '../rows/contact.js';
import { customerItem, customerRow } from '../rows/customer.js';
import { siteItem, siteRow } from '../rows/site.js';
import type { Context, Route } from './context.js';
import { activity, oneOf, searching, sightOfCustomers, specialRows, updatedSince } from './filters.js';
import { recordRoute, type RecordEndpoint } from './record-list.js';

interface OfCustomer extends Archivable {
  readonly client_id: number;
}

/** What the four lists have in common: archived ones hidden by default, ids with `idonly`. */
function archivable<T extends Archivable>(): Pick<RecordEndpoint<T>, 'idOnlyParameter' | 'newestFirst'> {
  return { idOnlyParameter: 'idonly', newestFirst: false };
}

/** `toplevel_id` filters by the customer's top level; all untouched customers are under 1. */
function topLevel<T>(context: Context, customer: (record: T) => number): Filter<T>[] {
  const { customers } = context.tenant;
  const level = (record: T): number => customers.rows.read(customer(record))?.toplevel_id ?? 0;
  return oneOf<T>('toplevel', context.parameters.numbers('toplevel_id'), level);
}

function ofCustomer<T extends OfCustomer>(context: Context): Filter<T>[] {
  const { parameters } = context;
  return [
    ...activity<T>(context),
    ...oneOf<T>('client', parameters.numbers('client_id'), (record) => record.client_id),
    ...topLevel<T>(context, (record) => record.client_id),
  ];
}

const customers = recordRoute<CustomerRecord>({
  ...archivable<CustomerRecord>(),
  name: 'Client',
  key: 'clients',
  scope: 'read:customers',
  columns: { id: (record) => record.id, name: (record) => record.name },
  store: (tenant) => tenant.customers,
  visible: (context) => sightOfCustomers<CustomerRecord>(context, (record) => record.id),
  asked: (context) => [
    ...activity<CustomerRecord>(context),
    ...updatedSince<CustomerRecord>(context, 'Client'),
    ...oneOf<CustomerRecord>('toplevel', context.parameters.numbers('toplevel_id'), (record) => record.toplevel_id),
    ...searching<CustomerRecord>(context, (record) => record.name),
  ],
  row: customerRow,
  item: customerItem,
});

const sites = recordRoute<SiteRecord>({
  ...archivable<SiteRecord>(),
  name: 'Site',
  key: 'sites',
  scope: 'read:customers',
  columns: { id: (record) => record.id, name: (record) => record.name, client_id: (record) => record.client_id },
  store: (tenant) => tenant.sites,
  visible: (context) => sightOfCustomers<SiteRecord>(context, (record) => record.client_id),
  asked: (context) => [
    ...ofCustomer<SiteRecord>(context),
    ...specialRows<SiteRecord>(
      context,
      'includestocklocations',
      'includenonstocklocations',
      (record) => record.isstocklocation,
    ),
    ...updatedSince<SiteRecord>(context, 'Site'),
    ...searching<SiteRecord>(context, (record) => record.name),
  ],
  row: siteRow,
  item: siteItem,
});

const contacts = recordRoute<ContactRecord>({
  ...archivable<ContactRecord>(),
  name: 'Users',
  key: 'users',
  scope: 'read:customers',
  columns: { id: (record) => record.id, name: (record) => record.firstname, surname: (record) => record.surname },
  store: (tenant) => tenant.contacts,
  visible: (context) => sightOfCustomers<ContactRecord>(context, (record) => record.client_id),
  asked: (context) => [
    ...ofCustomer<ContactRecord>(context),
    ...specialRows<ContactRecord>(
      context,
      'includeserviceaccount',
      'includenonserviceaccount',
      (record) => record.isserviceaccount,
    ),
    ...updatedSince<ContactRecord>(context, 'Users'),
    ...oneOf<ContactRecord>('site', context.parameters.numbers('site_id'), (record) => record.site_id),
    ...(context.parameters.flag('exclude_generaluser')
      ? [{ key: 'people', test: (record: ContactRecord) => record.firstname !== 'General' }]
      : []),
    ...searching<ContactRecord>(
      context,
      (record) => `${record.firstname} ${record.surname} ${record.emailaddress ?? ''}`,
    ),
  ],
  row: contactRow,
  item: contactItem,
});

const assets = recordRoute<AssetRecord>({
  ...archivable<AssetRecord>(),
  name: 'Asset',
  key: 'assets',
  scope: 'read:assets',
  columns: { id: (record) => record.id, inventory_number: (record) => record.inventory_number },
  store: (tenant) => tenant.assets,
  visible: (context) => [
    ...sightOfCustomers<AssetRecord>(context, (record) => record.client_id),
    // An application identity does not see assets (halo-api.md §1.2).
    ...(context.grant.application.loginType === 'application'
      ? [{ key: 'identity', test: () => false, base: 'none' as const }]
      : []),
  ],
  asked: (context) => [
    ...ofCustomer<AssetRecord>(context),
    ...updatedSince<AssetRecord>(context, 'Asset'),
    ...oneOf<AssetRecord>('site', context.parameters.numbers('site_id'), (record) => record.site_id),
    ...oneOf<AssetRecord>('type', context.parameters.numbers('assettype_id'), (record) => record.assettype_id),
    ...searching<AssetRecord>(context, (record) => `${record.inventory_number} ${record.computer_name}`),
  ],
  row: assetRow,
  item: assetItem,
});

/** `/Users/me` and `/Client/me` answer 404 and 401 to an agent's application (halo-api.md §4.1). */
function withoutMe(route: Route, status: 401 | 404): Route {
  const item = (context: Context, id: string): HaloResponse =>
    id.toLowerCase() === 'me' || route.item === undefined ? failure(status, context.switches) : route.item(context, id);
  return { ...route, item };
}

export const ORGANISATION_ROUTES: readonly Route[] = [
  withoutMe(customers, 401),
  sites,
  withoutMe(contacts, 404),
  assets,
];
