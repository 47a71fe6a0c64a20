import type { FunctionPorts } from './ports.js';

/** What customer code must not reach: the runner's own list, and the members that only this platform's contexts have. */
const blocked: ReadonlySet<string | symbol> = new Set([
  'nango',
  'persistClient',
  'telemetryRecorder',
  'locking',
  'checkpointing',
  'checkpointKey',
  'integrationConfig',
  'memoizedConnections',
  'memoizedIntegration',
  'attributes',
  'telemetryBag',
  'abortSignal',
  'lifecycle',
  'getProxyConfig',
  'throwIfAbortedOrKilled',
  'throwIfInterrupted',
  'shouldLog',
  'validateRecords',
  'removeMetadata',
  'modelFullName',
  'sendLogToPersist',
  'logAPICall',
  'getMergingStrategy',
  'setMergingStrategyByModel',
  'trackDeletesKey',
  'fetchRecordsPage',
  'getCheckpointRange',
  'clearRecordsIfNeeded',
  'batchSize',
  'getRecordsBatchSize',
  'mergingByModel',
  'httpLogSample',
  '__proto__',
  'constructor',
  'runtime',
  'connections',
  'shared',
  'store',
]);

/** Methods before and after which the hooks are awaited. The others answer at once and touch nothing outside. */
const hooked: ReadonlySet<string | symbol> = new Set([
  'proxy',
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'log',
  'getToken',
  'getIntegration',
  'getConnection',
  'setMetadata',
  'updateMetadata',
  'getMetadata',
  'setFieldMapping',
  'getFieldMapping',
  'getWebhookURL',
  'getEnvironmentVariables',
  'triggerAction',
  'triggerSync',
  'startSync',
  'uncontrolledFetch',
  'tryAcquireLock',
  'releaseLock',
  'releaseAllLocks',
  'getCheckpoint',
  'saveCheckpoint',
  'clearCheckpoint',
  'zodValidateInput',
  'batchSave',
  'batchSend',
  'batchDelete',
  'batchUpdate',
  'getRecordsByIds',
  'deleteRecordsFromPreviousExecutions',
  'trackDeletesStart',
  'trackDeletesEnd',
  'setMergingStrategy',
]);
const hookedGenerators: ReadonlySet<string | symbol> = new Set(['paginate', 'listRecords']);

function refuse(property: string | symbol): never {
  throw new Error(`Access to "${String(property)}" is not allowed.`);
}

type Method = (...args: unknown[]) => unknown;

/** Runs the hooks of the ports, and remembers the first one that threw: from then on the run is dead. */
export class Hooks {
  dead: { error: unknown } | undefined;

  constructor(private readonly ports: Pick<FunctionPorts, 'beforeCall' | 'afterCall'>) {}

  get active(): boolean {
    return this.ports.beforeCall !== undefined || this.ports.afterCall !== undefined;
  }

  async run(moment: 'beforeCall' | 'afterCall', method: string): Promise<void> {
    if (this.dead) throw this.dead.error;
    try {
      await this.ports[moment]?.(method);
    } catch (error) {
      this.dead ??= { error };
      throw error;
    }
  }

  wrap(name: string, method: Method): Method {
    return async (...args) => {
      await this.run('beforeCall', name);
      const result: unknown = await method(...args);
      await this.run('afterCall', name);
      return result;
    };
  }

  wrapGenerator(name: string, method: Method): Method {
    const run = this.run.bind(this);
    return async function* (...args) {
      const generator = method(...args) as AsyncGenerator;
      try {
        for (;;) {
          await run('beforeCall', name);
          const next = await generator.next();
          await run('afterCall', name);
          if (next.done === true) return;
          yield next.value;
        }
      } finally {
        await generator.return(undefined);
      }
    };
  }
}

/** A view of an SDK object that is safe to hand to customer code: as the runner's, and with hooks for tests. */
export function createFacade<T extends object>(context: T, hooks: Hooks): T {
  const bound = new Map<string | symbol, unknown>();
  const bind = (property: string | symbol, value: Method): unknown => {
    const method = value.bind<Method>(context);
    if (!hooks.active || typeof property === 'symbol') return method;
    if (hooked.has(property)) return hooks.wrap(property, method);
    return hookedGenerators.has(property) ? hooks.wrapGenerator(property, method) : method;
  };
  return new Proxy(context, {
    get(target, property, receiver) {
      if (blocked.has(property)) refuse(property);
      const value: unknown = Reflect.get(target, property, receiver);
      if (typeof value !== 'function') return value;
      if (!bound.has(property)) bound.set(property, bind(property, value as Method));
      return bound.get(property);
    },
    set(target, property, value, receiver) {
      if (blocked.has(property)) refuse(property);
      bound.delete(property);
      return Reflect.set(target, property, value, receiver);
    },
    defineProperty(target, property, descriptor) {
      if (blocked.has(property)) refuse(property);
      bound.delete(property);
      return Reflect.defineProperty(target, property, descriptor);
    },
    deleteProperty(target, property) {
      if (blocked.has(property)) refuse(property);
      bound.delete(property);
      return Reflect.deleteProperty(target, property);
    },
    has: (target, property) => !blocked.has(property) && Reflect.has(target, property),
    getOwnPropertyDescriptor: (target, property) =>
      blocked.has(property) ? undefined : Reflect.getOwnPropertyDescriptor(target, property),
    ownKeys: (target) => Reflect.ownKeys(target).filter((key) => !blocked.has(key)),
    getPrototypeOf: () => null,
    setPrototypeOf: () => refuse('prototype'),
  });
}
