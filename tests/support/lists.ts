import { agentList } from '../../records/agents.js';
import { assetList } from '../../records/assets.js';
import { contactList } from '../../records/contacts.js';
import { customerList } from '../../records/customers.js';
import { lookUps } from '../../records/look-ups.js';
import { siteList } from '../../records/sites.js';
import { teamList } from '../../records/teams.js';
import { ticketList } from '../../records/tickets/list.js';

/** Lists of every sort, for the tests of how lists are read. */
export const lists = {
  tickets: ticketList,
  customers: customerList,
  sites: siteList,
  contacts: contactList,
  assets: assetList,
} as const;

/** Set-up lists of every sort. */
export const setupLists = { agents: agentList, teams: teamList, ...lookUps } as const;
