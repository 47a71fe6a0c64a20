import { z } from 'zod';

import { refusalIn } from '../api.js';
import type { Step } from '../probes/lib/step.js';
import type { TestBed } from '../test-bed/test-bed.js';
import type { Check } from './check.js';
import { fitsRace, settled } from './race.js';

const Shown = z.object({ text: z.string() });
const Accepted = z.object({ id: z.string() });
/** More than any limit that is known. */
const large = 4 * 1024 * 1024;

/** Calls an action without the client, whose answers hide the status. */
function trigger(
  bed: TestBed,
  connection: string,
  action: string,
  input: unknown,
  headers: Record<string, string> = {},
) {
  const { integration } = bed.options;
  return {
    method: 'POST',
    path: '/action/trigger',
    body: { action_name: action, ...(input === undefined ? {} : { input }) },
    headers: { 'connection-id': connection, 'provider-config-key': integration, ...headers },
  };
}

export const actionChecks: readonly Check[] = [
  {
    name: 'actions.errors',
    title: 'Answers of actions that fail',
    measure: async (bed) => {
      const { api } = bed.options;
      const connection = await bed.connect();
      let mayBeUnfinished = false;
      const fails = async (name: string, step: Step, on = connection) => {
        const { method, path, body, headers } = trigger(bed, on, name, { steps: [step] });
        const { answer, ...race } = await settled(() => api.ask(method, path, body, headers));
        mayBeUnfinished ||= race.mayBeUnfinished;
        return answer.status < 400 ? 'not refused' : refusalIn(answer).facts;
      };
      const refuse = { do: 'refuse', message: 'Refused by the probe.' } as const;
      return {
        actionError: await fails('act', refuse),
        thrown: await fails('act', { do: 'break', message: 'The probe ends here.' }),
        unknownAction: await fails('nothing-of-this-name', refuse),
        unknownConnection: await fails('act', refuse, 'contract-nobody'),
        mayBeUnfinished,
      };
    },
    fits: fitsRace,
  },
  {
    name: 'actions.input',
    title: 'What an action gets without input',
    measure: async (bed) => {
      const { api } = bed.options;
      const { method, path, body, headers } = trigger(bed, await bed.connect(), 'input', undefined);
      return { none: Shown.parse(await api.call(method, path, body, headers)).text };
    },
  },
  {
    name: 'actions.output',
    title: 'How much an action may return',
    measure: async (bed) => {
      const { api } = bed.options;
      const call = trigger(bed, await bed.connect(), 'act', { steps: [{ do: 'fill', bytes: large }] });
      const { answer } = await settled(() => api.ask(call.method, call.path, call.body, call.headers));
      if (answer.status === 200) return { largestBytes: null };
      // The runner names its limit in the error.
      const limit = /Maximum allowed size is (\d+) bytes/.exec(JSON.stringify(answer.body))?.[1];
      return { largestBytes: limit === undefined ? `less than ${String(large)}` : Number(limit) };
    },
  },
  {
    name: 'actions.async',
    title: 'Actions in the background',
    measure: async (bed) => {
      const { api } = bed.options;
      // Something that takes a while, so that it can be seen unfinished.
      const steps = [{ do: 'checkpointLimit', of: 'text', guess: 1 }];
      const call = trigger(bed, await bed.connect(), 'act', { steps }, { 'x-async': 'true' });
      const started = await api.ask(call.method, call.path, call.body, call.headers);
      const path = `/action/${Accepted.parse(started.body).id}`;
      const early = await api.ask('GET', path);
      const result = await bed.until('the result of the action', async () => {
        const { status, body } = await api.ask('GET', path);
        return status === 200 ? body : undefined;
      });
      const isWhole = z.object({ answers: z.array(z.object({ value: z.number() })) }).safeParse(result).success;
      return {
        accepted: started.status,
        whileRunning: early.status === 200 ? bed.options.facts['actions.async'].whileRunning : early.status,
        result: isWhole ? 'as returned' : JSON.stringify(result),
      };
    },
  },
];
