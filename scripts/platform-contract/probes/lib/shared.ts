import { describeSchemas, globalsOf, modulesOf, zodVersion } from './environment.js';
import { largest } from './search.js';
import { messageOf, type Step } from './step.js';

type Fields = Record<string, string | number | boolean>;

/** What actions and syncs have in common, as far as the probes use it. */
export interface Platform {
  readonly providerConfigKey: string;
  readonly connectionId: string;
  ActionError: new (payload: Record<string, unknown>) => Error;
  getCheckpoint(): Promise<unknown>;
  saveCheckpoint(fields: Fields): Promise<void>;
  clearCheckpoint(): Promise<void>;
  setMetadata(metadata: Record<string, unknown>): Promise<unknown>;
  updateMetadata(metadata: Record<string, unknown>): Promise<unknown>;
  tryAcquireLock(lock: { key: string; ttlMs: number }): Promise<boolean>;
  triggerAction(key: string, connectionId: string, action: string, input: unknown): Promise<unknown>;
  get(config: { endpoint: string; retries?: number }): Promise<{ status: number }>;
}

const fieldsOf = { fields: several, text: oneText, name: oneName };

function several(count: number): Fields {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, index]));
}
function oneText(length: number): Fields {
  return { text: 'x'.repeat(length) };
}
function oneName(length: number): Fields {
  return { ['n'.repeat(length)]: 1 };
}

/** Does a step that every kind of function can do. */
export async function doShared(platform: Platform, step: Step): Promise<unknown> {
  switch (step.do) {
    case 'checkpoint':
      return platform.getCheckpoint();
    case 'saveCheckpoint':
      return platform.saveCheckpoint(step.fields);
    case 'clearCheckpoint':
      return platform.clearCheckpoint();
    case 'checkpointLimit':
      return largest((n) => accepts(() => platform.saveCheckpoint(fieldsOf[step.of](n))), step.guess);
    case 'setMetadata':
      await platform.setMetadata(step.metadata);
      return null;
    case 'updateMetadata':
      await platform.updateMetadata(step.metadata);
      return null;
    case 'lock':
      return platform.tryAcquireLock({ key: step.key, ttlMs: 60_000 });
    case 'nested':
      return platform.triggerAction(platform.providerConfigKey, platform.connectionId, 'act', { steps: step.steps });
    case 'get': {
      const { endpoint, retries } = step;
      return (await platform.get({ endpoint, ...(retries === undefined ? {} : { retries }) })).status;
    }
    case 'globals':
      return globalsOf(step.names);
    case 'modules':
      return modulesOf(step.names);
    case 'zod':
      return zodVersion();
    case 'describe':
      return describeSchemas(step.count);
    case 'fill':
      return 'x'.repeat(step.bytes);
    default:
      throw new Error(`This probe cannot do "${step.do}".`);
  }
}

async function accepts(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    // A refusal is the answer; that another run came in between is not one.
    if (messageOf(error).includes('checkpoint_conflict')) throw error;
    return false;
  }
}
