import { createAction } from 'nango';

import { createAppointment } from '../../../actions/appointments/create-appointment.js';
import { perform } from '../../../actions/perform.js';
import { ConnectionMetadata } from '../../../records/settings.js';

export default createAction({
  description: createAppointment.description,
  version: '1.0.0',
  scopes: [...createAppointment.scopes],
  input: createAppointment.input,
  output: createAppointment.output,
  metadata: ConnectionMetadata,
  exec: (nango, input) => perform(createAppointment, nango, input),
});
