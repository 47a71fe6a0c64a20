// The functions of this package: one line each. The CLI reads these lines by pattern; keep their form.
import './halo-psa/syncs/assets.js';
import './halo-psa/syncs/customers.js';
import './halo-psa/syncs/tickets.js';
