/** A way in which the simulated tenant goes beyond captured replies, until it follows a count of the keys of real rows. */
interface KnownDifference {
  readonly reason: string;
  readonly paths: readonly string[];
  /** What the comparison says; most are keys that no reply has. */
  readonly difference?: string;
}

const inRows = (container: string, keys: readonly string[]): string[] => keys.map((key) => `${container}[].${key}`);

/** Names of the vendor's schema, with which the tenant's tickets are as wide as real ones. */
const width = [
  'can_have_children',
  'costperhour',
  'mailentryid',
  'matched_kb_id',
  'ncentral_details_id',
  'release2_id',
  'release3_id',
  'showonroadmap',
];

const wide = "It makes a ticket as wide as real ones, with names of the vendor's schema.";
const detailOnly = 'Real lists do not carry it; the detail does (halo-api.md §6).';
const onRequest = 'Real rows carry it when asked (halo-api.md §6.3); the tenant always sends it.';
const rowOnly = 'Captured details lack it (halo-api.md §6.1.4).';
const fieldTypes = 'No checkbox and no multiple select was captured (halo-api.md §6.2).';
const uncaptured = 'It was not captured; whether a detail carries it is open.';

/** By reply, the differences that are known, and why each stands. */
const known: Readonly<Record<string, readonly KnownDifference[]>> = {
  'ticket-list': [
    { reason: wide, paths: inRows('tickets', width) },
    { reason: detailOnly, paths: inRows('tickets', ['autotask_id', 'chargerate', 'contract_id', 'locked']) },
    { reason: onRequest, paths: inRows('tickets', ['supplier_id', 'timetaken']) },
    {
      reason: fieldTypes,
      paths: ['tickets[].customfields[].value'],
      difference: 'flag, list in place of number, date without a zone, text',
    },
  ],
  ticket: [
    { reason: wide, paths: width },
    { reason: uncaptured, paths: ['agent_name', 'status_name', 'tickettype_name'] },
    { reason: fieldTypes, paths: ['customfields[].value'], difference: 'flag in place of number, text' },
  ],
  'customer-list': [
    { reason: detailOnly, paths: ['clients[].contractlastchecked'] },
    { reason: detailOnly, paths: ['clients[].customfields'], difference: 'list in place of null' },
  ],
  customer: [{ reason: rowOnly, paths: ['key', 'table'] }],
  'site-list': [{ reason: detailOnly, paths: ['sites[].customfields'] }],
  site: [{ reason: rowOnly, paths: ['key'] }],
  'contact-list': [{ reason: detailOnly, paths: ['users[].customfields'] }],
  contact: [{ reason: rowOnly, paths: ['key'] }],
  'asset-list': [{ reason: detailOnly, paths: ['assets[].customfields'] }],
  asset: [{ reason: uncaptured, paths: ['datecreated'] }],
  'agent-me': [
    {
      reason: 'What it says is open (halo-api.md §13.23), switch `agentShowsLimits`.',
      paths: ['clients', 'tickettypes'],
    },
  ],
};

/** What the comparison with a reply may say, by path. */
export function differencesOf(name: string): Record<string, string> {
  const differences: Record<string, string> = {};
  for (const { paths, difference = 'no reply has this key' } of known[name] ?? []) {
    for (const path of paths) differences[path] = difference;
  }
  return differences;
}
