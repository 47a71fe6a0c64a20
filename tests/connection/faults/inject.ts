import { readConnectFailure } from '../../../halo/transport/token-failure.js';
import { Desk } from '../../support/functions.js';
import type { ConnectionFault } from './fault.js';

/** What somebody who connects to a Halo with the fault sees. */
export interface SeenConnecting {
  result: ConnectionFault['connecting'];
  /** The platform's own words about a token request that failed. */
  platform?: string;
  findings: { code: string; message: string; step: string | undefined }[];
  requests: number;
}

/** Injects a fault and connects. */
export async function connectTo(fault: ConnectionFault): Promise<SeenConnecting> {
  const desk = await Desk.open(fault.sizes);
  fault.before?.(desk);
  fault.inject(desk);
  const outcome = await desk.connect();
  const requests = desk.requested.length;
  switch (outcome.result) {
    case 'token': {
      const problem = readConnectFailure(outcome.answer);
      if (problem === undefined) throw new Error(`Nobody reads ${JSON.stringify(outcome.answer)}`);
      const { code, message, step } = problem;
      const { message: platform } = outcome.answer.error;
      return { result: 'token', platform: String(platform), findings: [{ code, message, step }], requests };
    }
    case 'refused':
      return { result: 'refused', findings: [outcome.refusal], requests };
    case 'connected':
      return {
        result: 'connected',
        findings: outcome.warnings.map(({ code, message, step }) => ({ code, message, step })),
        requests,
      };
  }
}

/** Injects a fault on a connection that worked, and diagnoses it. */
export async function diagnoseUnder(fault: ConnectionFault) {
  const desk = await Desk.open(fault.sizes);
  fault.before?.(desk);
  await desk.import({ theirs: 'stays' });
  fault.inject(desk);
  await desk.reconfigure();
  if (fault.keepsToken !== true) desk.api.tokens.revoke();
  const diagnosis = await desk.diagnose(fault.checkWriting === undefined ? {} : { check_writing: fault.checkWriting });
  return { desk, diagnosis };
}

/** Nango's message about a renewal that Halo refuses. */
export async function failRenewal(): Promise<string> {
  const desk = await Desk.open();
  await desk.import();
  desk.application.clientSecret = 'another';
  const failure: unknown = await desk.renewElsewhere().catch((error: unknown) => error);
  if (!(failure instanceof Error)) throw new TypeError('There is a token');
  return failure.message;
}
