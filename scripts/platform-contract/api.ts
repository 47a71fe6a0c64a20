import { z } from 'zod';

/** An answer of the public API. */
export interface ApiAnswer {
  readonly status: number;
  /** The parsed body, or its text where it is no JSON. */
  readonly body: unknown;
}

const failed = z.object({
  error: z.looseObject({ code: z.string(), message: z.string().optional(), payload: z.unknown().optional() }),
});

/** An answer that refuses. `message` never holds what was sent, so no key can be in it. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: string,
    readonly payload: unknown,
  ) {
    super(`${status} ${code}${text === '' ? '' : `: ${text.slice(0, 300)}`}`);
  }

  /** Status and code: what a profile holds of a refusal. */
  get facts(): { status: number; code: string } {
    return { status: this.status, code: this.code };
  }
}

/** What a server says in an answer that refuses. */
export function refusalIn({ status, body }: ApiAnswer): Refused {
  const parsed = failed.safeParse(body);
  if (!parsed.success) return new Refused(status, 'no code', typeof body === 'string' ? body : '', undefined);
  const { code, message = '', payload } = parsed.data.error;
  return new Refused(status, code, message, payload);
}

/** Calls of the public API that `@nangohq/node` has no method for, or whose status matters. */
export class Api {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /** @throws TypeError when the server cannot be reached */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<ApiAnswer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parse(await response.text()) };
  }

  /** The body of an answer. @throws Refused */
  async call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<unknown> {
    const answer = await this.ask(method, path, body, headers);
    if (answer.status >= 400) throw refusalIn(answer);
    return answer.body;
  }

  /** @throws Error when it was not refused */
  async refusal(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Refused> {
    const answer = await this.ask(method, path, body, headers);
    if (answer.status < 400) throw new Error(`${method} ${path.split('?')[0] ?? ''} was not refused`);
    return refusalIn(answer);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the text is the answer.
    return text;
  }
}
