import { createAction } from 'nango';

import { Diagnosis, DiagnosisInput, readDiagnosisInput } from '../../../connection/diagnosis-model.js';
import { diagnoseConnection } from '../../../connection/diagnosis.js';
import { ConnectionWarnings } from '../../../connection/model.js';
import { errorPayload, HaloError } from '../../../halo/errors.js';
import { core, syncNeeds } from '../../../records/registry.js';

export default createAction({
  description:
    'Examine a connection: what it may read, what it sees, what is wrong, and which step of the guide fixes it',
  version: '1.0.0',
  input: DiagnosisInput,
  output: Diagnosis,
  metadata: ConnectionWarnings,
  exec: async (nango, input) => {
    const asked = readDiagnosisInput(input);
    if (asked instanceof HaloError) throw new nango.ActionError(errorPayload(asked));
    const diagnosis = await diagnoseConnection(nango, syncNeeds(core), asked);
    // What was fixed since the connection was created is no longer a warning.
    await nango.updateMetadata({ halo_warnings: diagnosis.findings.filter(({ severity }) => severity !== 'note') });
    return diagnosis;
  },
});
