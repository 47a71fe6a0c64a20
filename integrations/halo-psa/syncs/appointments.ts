import { createSync } from 'nango';

import { Appointment, appointments } from '../../../records/appointments.js';
import { ConnectionMetadata } from '../../../records/settings.js';
import { syncWindow, WindowCheckpoint } from '../../../syncs/window.js';

export default createSync({
  description:
    'Sync the appointments and tasks of a window of days around today; off by default, because it needs a permission that not every connection has',
  version: '1.0.0',
  frequency: 'every 30 minutes',
  autoStart: false,
  scopes: ['read:calendar'],
  models: { Appointment: Appointment.schema },
  metadata: ConnectionMetadata,
  checkpoint: WindowCheckpoint,
  exec: async (nango) => {
    const checkpoint = await nango.getCheckpoint();
    await syncWindow(appointments, nango, checkpoint);
  },
});
