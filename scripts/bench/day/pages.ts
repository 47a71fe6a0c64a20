import type { DaySizes } from './sizes.js';

/** Rows a page that Halo gives at most (halo-api.md §3.4), and how many sites the tenant has for each customer. */
const usualPage = 100;
const assetPage = 50;
const sitesPerCustomer = 1.25;

/** Pages of the complete listings that a day contains. Nothing else in it depends on how large the tenant is. */
export function listingPages({ customers, contacts, assets }: DaySizes): number {
  const usual = [customers, customers * sitesPerCustomer, contacts].map((rows) => Math.ceil(rows / usualPage));
  return usual.reduce((sum, pages) => sum + pages, Math.ceil(assets / assetPage));
}
