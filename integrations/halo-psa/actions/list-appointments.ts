import { createAction } from 'nango';

import { listAppointments } from '../../../actions/appointments/list-appointments.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: listAppointments.description,
  version: '1.0.0',
  scopes: [...listAppointments.scopes],
  input: listAppointments.input,
  output: listAppointments.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(listAppointments, nango, input),
});
