import './probe/syncs/steps.js';
import './probe/actions/act.js';
import './probe/actions/input.js';
import './probe/on-events/validate.js';
import './probe/on-events/created.js';
import './probe/on-events/deleted.js';
