import { createSwitches, startHalo, type RunningHalo } from '../../sandbox/halo/index.js';
import { AdvancingClock } from './clock.js';
import { editEvenly, playSchedule } from './edits.js';
import { Edits, Schedule, TenantSizes, type Address } from './protocol.js';
import { serve } from './worker.js';

/** The simulated tenant over HTTPS, in a separate process, so that its work does not count for the subject. */
const hour = 3_600_000;
let clock = new AdvancingClock();
let halo: RunningHalo | undefined;

function running(): RunningHalo {
  if (!halo) throw new Error('No tenant was opened');
  return halo;
}

await serve({
  async open(argument): Promise<Address> {
    await halo?.close();
    clock = new AdvancingClock();
    const switches = createSwitches();
    // Pacing is measured by the tests of the budget; here nothing is refused.
    switches.rateLimit = 'off';
    halo = await startHalo({ seed: 1, clock, switches, ...TenantSizes.parse(argument) });
    const { hostname, port, certificate, application } = halo;
    return { hostname, port, certificate, clientId: application.clientId, clientSecret: application.clientSecret };
  },
  edit(argument) {
    const { kind, count } = Edits.parse(argument);
    clock.advance(hour);
    editEvenly(running().tenant, kind, count);
  },
  advance() {
    clock.advance(hour);
  },
  schedule(argument) {
    playSchedule(running().api, Schedule.parse(argument));
  },
  truth() {
    const { tickets } = running().tenant;
    return tickets.living('reqs').map((id) => [String(id), tickets.require(id).summary]);
  },
});
await halo?.close();
