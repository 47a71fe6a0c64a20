import type { Nango } from '@nangohq/node';
import { z } from 'zod';

import { readConnectFailure } from '../../halo/transport/token-failure.js';
import { DECLARED } from '../deploy/nango-root.js';
import type { Halo } from './halo.js';
import { ConnectProblem } from './problem.js';

/** What most calls of the client begin with. */
export interface Connection {
  readonly providerConfigKey: string;
  readonly connectionId: string;
}

const connected = z.object({ connectionId: z.string() });
const refused = z.object({ error: z.object({ code: z.string(), message: z.string().default('') }) });

/**
 * Connects a Halo as Nango's Connect form does: a session made by the application's server, then the form's own call,
 * which asks Halo for a token at once and runs `validate-connection`.
 * @param url the platform's address
 * @param integration its key in Nango
 * @throws {ConnectProblem} when the platform or the check refuses; the message is for the person who filled in the form
 */
export async function connect(
  nango: Nango,
  url: string,
  { hostname, clientId, clientSecret, form }: Pick<Halo, 'hostname' | 'clientId' | 'clientSecret' | 'form'>,
  integration = DECLARED,
): Promise<Connection> {
  const session = await nango.createConnectSession({
    end_user: { id: 'npm-start' },
    allowed_integrations: [integration],
  });
  const query = new URLSearchParams({ connect_session_token: session.data.token });
  for (const [name, value] of Object.entries({ hostname, ...form })) query.set(`params[${name}]`, value);
  const answer = await tryToConnect(`${url}/oauth2/auth/${integration}?${query.toString()}`, {
    client_id: clientId,
    client_secret: clientSecret,
  });
  return { providerConfigKey: integration, connectionId: connected.parse(answer).connectionId };
}

/** Nango sometimes loses the sentence of a refusal (nango-platform.md §11); the next try mostly brings it. */
const mostTries = 5;

async function tryToConnect(address: string, credentials: object): Promise<unknown> {
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const problem = explain(answer);
    if (problem.code !== unexplained || tries === mostTries) throw problem;
  }
}

const unexplained = 'connection_refused_without_reason';

/** A token that Halo does not give has a reason that Nango's own words hide; every other refusal says what to do. */
function explain(answer: unknown): ConnectProblem {
  const failure = readConnectFailure(answer);
  if (failure !== undefined) return new ConnectProblem(`The connection was refused. ${failure.message}`, failure.code);
  const { error } = refused.parse(answer);
  if (error.code === 'connection_validation_failed' && /^Task \S+ is in progress$/.test(error.message)) {
    return new ConnectProblem(
      'The connection was refused, and Nango lost the reason. Start again; the reason is also in ' +
        "Nango's log of the function validate-connection.",
      unexplained,
    );
  }
  return new ConnectProblem(`The connection was refused. ${error.message}`, error.code);
}
