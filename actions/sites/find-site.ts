import type { InputProblem } from '../../halo/errors.js';
import { toId, type HaloRow } from '../../halo/values/rows.js';
import type { Call } from '../call.js';
import { customerKind } from '../customers/kind.js';
import { readPage } from '../searching/page.js';
import { siteKind } from './kind.js';

interface Place {
  readonly site_id?: string | number | undefined;
  readonly customer_id?: string | number | undefined;
}

interface Found {
  readonly site?: string;
  readonly customer?: string;
  readonly problems: readonly InputProblem[];
}

/** Sites that an error lists. */
const most = 50;

/**
 * The site that a new contact or asset belongs to: the one that is given, else the main site of the customer, else its only
 * one. Halo refuses a contact without a site (halo-api.md §7.4).
 */
export async function findSite(call: Call, { site_id: site, customer_id: customer }: Place): Promise<Found> {
  if (site !== undefined) return checkSite(call, String(site), customer);
  if (customer === undefined) return problem('site_id', 'give the site, or the customer whose main site it is');
  const owner = await customerKind.read(call, String(customer));
  if (owner === undefined) return problem('customer_id', `there is no customer ${customer}`);
  const main = toId(owner['main_site_id']);
  if (main !== undefined) return { site: String(main), customer: String(customer), problems: [] };
  const sites = await sitesOf(call, String(customer));
  const [only, ...others] = sites;
  if (only === undefined) return problem('site_id', `customer ${customer} has no site: make one with create-site`);
  if (others.length === 0) return { site: String(toId(only['id'])), customer: String(customer), problems: [] };
  return problem('site_id', `customer ${customer} has several sites and no main one: give one`, sites.map(label));
}

async function checkSite(call: Call, id: string, customer: string | number | undefined): Promise<Found> {
  const row = await siteKind.read(call, id);
  if (row === undefined) return problem('site_id', `there is no site ${id}`);
  const owner = toId(row['client_id']);
  if (customer !== undefined && owner !== undefined && String(owner) !== String(customer)) {
    return problem('site_id', `the site belongs to customer ${owner}, not ${customer}`);
  }
  return { site: id, ...(owner === undefined ? {} : { customer: String(owner) }), problems: [] };
}

async function sitesOf(call: Call, customer: string): Promise<readonly HaloRow[]> {
  const params = { client_id: customer, includeinactive: 'false' };
  const { rows } = await readPage(call, siteKind.list, params, 1, most);
  return rows.filter((row) => String(toId(row['client_id'])) === customer && row['inactive'] !== true);
}

function label(row: HaloRow): string {
  return `${toId(row['id']) ?? 0} (${typeof row['name'] === 'string' ? row['name'] : ''})`;
}

function problem(field: string, message: string, valid?: readonly string[]): Found {
  return { problems: [{ field, message, ...(valid === undefined ? {} : { valid_values: valid }) }] };
}
