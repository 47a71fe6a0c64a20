// The functions of this package: one line each. The CLI reads these lines by pattern; keep their form.
import './halo-psa/syncs/agents.js';
import './halo-psa/syncs/assets.js';
import './halo-psa/syncs/contacts.js';
import './halo-psa/syncs/customers.js';
import './halo-psa/syncs/sites.js';
import './halo-psa/syncs/teams.js';
import './halo-psa/syncs/ticket-actions.js';
import './halo-psa/syncs/tickets.js';
import './halo-psa/actions/diagnose-connection.js';
import './halo-psa/on-events/post-connection-creation.js';
import './halo-psa/on-events/validate-connection.js';
