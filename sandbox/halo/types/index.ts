import type { RecordType } from '../records/type.js';
import { agents } from './agents.js';
import { appointments } from './appointments.js';
import { assets } from './assets.js';
import { businessTypes } from './business/index.js';
import { contacts } from './contacts.js';
import { customers } from './customers.js';
import { setupTypes } from './setup/index.js';
import { sites } from './sites.js';
import { teams } from './teams.js';

/** Every described type of the tenant. Tickets and their actions are not described: they are too special. */
export const recordTypes: readonly RecordType[] = [
  customers,
  sites,
  contacts,
  assets,
  agents,
  teams,
  appointments,
  ...businessTypes,
  ...setupTypes,
];
