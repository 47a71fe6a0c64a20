import { join } from 'node:path';

import { readDeclarations, type SyncDeclaration } from '../contract/declarations.js';
import { compile } from '../deploy/compile.js';
import { readCompiled } from '../deploy/compiled.js';
import { send } from '../deploy/send.js';
import { Server } from '../deploy/server.js';
import { shipmentFor } from '../deploy/shipment.js';
import { DECLARED } from '../deploy/stage.js';
import { targetOf } from '../deploy/target.js';
import type { Update } from '../terminal/steps.js';

export interface LocalDeployment {
  /** The Nango root to compile and deploy. */
  readonly folder: string;
  /** The platform's address and key. */
  readonly platform: { readonly url: string; readonly secretKey: string };
  readonly signal: AbortSignal;
  /** Called with a description of what is being done. */
  readonly update: Update;
}

/**
 * Compiles the functions with the platform's CLI and deploys them to the local platform, which has no others, as
 * `npm run deploy` does.
 * @returns the syncs that start by themselves
 * @throws {DeployProblem} with the CLI's last words
 */
export async function deployLocally({ folder, platform, signal, update }: LocalDeployment): Promise<SyncDeclaration[]> {
  const say = (text: string): void => {
    update(`Compile and deploy the functions: ${text}`);
  };
  const onOutput = (text: string): void => {
    const line = text.trim().split('\n').at(-1) ?? '';
    if (line !== '') say(line.replace(/^[^\w]+/, ''));
  };
  await compile({ folder, env: process.env, onOutput, signal });
  const compiled = await readCompiled(folder, DECLARED);
  const target = targetOf('dev', { NANGO_HOSTPORT: platform.url, NANGO_SECRET_KEY_DEV: platform.secretKey });
  const { deployed } = await send(new Server(target), shipmentFor(DECLARED, compiled, []), []);
  say(`the server confirmed ${deployed.length}`);
  const declarations = await readDeclarations(join(folder, '.nango/nango.json'));
  return declarations
    .filter(({ providerConfigKey }) => providerConfigKey === DECLARED)
    .flatMap(({ syncs }) => syncs.filter(({ auto_start: starts }) => starts));
}
