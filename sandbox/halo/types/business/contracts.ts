import { history } from '../../records/history.js';
import { describe } from '../../records/type.js';
import { someCustomer } from './customers.js';

const YEAR_MS = 365 * 86_400_000;

/** Contracts with customers (Halo: ClientContract). Balances of what is prepaid come with the detail. */
export const contracts = describe({
  generate(draw, id, layout) {
    const { datecreated, last_update } = history(layout, draw);
    return {
      last_update,
      ...someCustomer(draw, layout),
      ref: `CON-${id}`,
      start_date: datecreated,
      end_date: draw.chance(70) ? datecreated + 3 * YEAR_MS : undefined,
      inactive: draw.chance(10),
      periodchargeamount: 50 + draw.int(500),
      note: draw.chance(20) ? 'Renews by itself.' : undefined,
    };
  },
  name: 'contracts',
  endpoint: 'ClientContract',
  key: 'contracts',
  scope: 'read:contracts',
  customer: 'client_id',
  hasIdList: false,
  edited: 'ref',
  search: ['ref'],
  archivedKey: 'inactive',
  detailOnly: ['contract_prepaytotal', 'contract_prepayused', 'contract_prepaybalance', 'rollingcontract'],
  row: (record, { dates, clientName, siteName }) => ({
    id: record.id,
    use: 'contract',
    ref: record.ref,
    client_id: record.client_id,
    client_name: clientName(record.client_id),
    site_id: record.site_id,
    site_name: siteName(record.site_id),
    user_id: record.user_id,
    sla_id: 1,
    start_date: dates.stored(record.start_date),
    end_date: dates.stored(record.end_date),
    started: true,
    expired: record.inactive,
    active: !record.inactive,
    inactive: record.inactive,
    contracttype: 1,
    contracttype_name: 'Managed services',
    contract_status: record.inactive ? 'Ended' : 'Active',
    billingperiod: 1,
    periodchargeamount: record.periodchargeamount,
    note: record.note,
    last_modified: dates.stored(record.last_update),
    contract_prepaytotal: 100,
    contract_prepayused: 40,
    contract_prepaybalance: 60,
    rollingcontract: true,
    customfields: [],
  }),
});
