import type { AxiosError } from 'axios';
import { isAxiosError } from 'axios';
import type { RetryDecision } from '../functions/ports.js';
import type { ProviderDefinition } from './definitions.js';

const networkErrors: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ETIMEDOUT',
  'ECONNABORTED',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
]);

const longestBackoff = 10 * 60_000;

/** 3, 6, 12 … seconds, at most 10 minutes. `attempt` counts from 0. */
export const backoff = (attempt: number): number => Math.min(3000 * 2 ** attempt, longestBackoff);

type RetryRules = NonNullable<NonNullable<ProviderDefinition['proxy']>['retry']>;
type Strategy = 'at' | 'after';

/**
 * Whether a failed attempt may be repeated and how long the answer asks to wait. As in Nango's own `retry.ts`,
 * `error_code` in the definition *replaces* the default statuses; `at` shadows `after`; a Retry-After that is a date is
 * not understood.
 *
 * @param now milliseconds since 1970
 */
export function decideRetry(
  error: unknown,
  rules: RetryRules | undefined,
  retryOn: readonly number[] | undefined,
  now: number,
): RetryDecision {
  if (!isAxiosError(error)) return { retry: false, reason: 'unknown_error' };
  if (error.code !== undefined && networkErrors.has(error.code)) return { retry: true, reason: 'network_error' };
  const status = error.response?.status ?? 0;
  const reason = retryReason(error, status, rules, retryOn);
  if (reason === undefined) return { retry: false, reason: 'not_retryable' };
  const asked = headerWait(error, rules, now) ?? bodyWait(error, rules, now);
  return asked ? { retry: true, ...asked } : { retry: true, reason };
}

function retryReason(
  error: AxiosError,
  status: number,
  rules: RetryRules | undefined,
  retryOn: readonly number[] | undefined,
): string | undefined {
  if (rules?.error_code) {
    const rule = rules.error_code.find((code) => matchesStatus(status, code));
    if (rule !== undefined) return `provider_error_code_${rule}`;
  } else if (status >= 500 || status === 429 || status === 401) {
    return `status_code_${String(status)}`;
  }
  if (retryOn?.includes(status) === true) return `retry_on_${String(status)}`;
  if (rules?.remaining !== undefined && header(error, rules.remaining) === '0') return 'provider_remaining';
  return undefined;
}

/** `403`, `5xx` or `500-502`. */
function matchesStatus(status: number, rule: string): boolean {
  if (/^\d+$/.test(rule)) return status === Number(rule);
  const family = /^(\d)xx$/i.exec(rule);
  if (family) return Math.floor(status / 100) === Number(family[1]);
  const range = /^(\d{3})-(\d{3})$/.exec(rule);
  return range !== null && status >= Number(range[1]) && status <= Number(range[2]);
}

function header(error: AxiosError, name: string): string | undefined {
  const headers: unknown = error.response?.headers;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found === undefined || found[1] === undefined ? undefined : String(found[1]);
}

/** Of several headers the longest wait counts. */
function headerWait(error: AxiosError, rules: RetryRules | undefined, now: number) {
  const strategy: Strategy = rules?.at ? 'at' : 'after';
  const waits = (rules?.[strategy] ?? [])
    .map((name) => parseWait(strategy, header(error, name), now))
    .filter((wait) => wait !== undefined);
  return waits.length === 0 ? undefined : { reason: `preconfigured_${strategy}`, wait: Math.max(...waits) };
}

function bodyWait(error: AxiosError, rules: RetryRules | undefined, now: number) {
  if (!rules?.in_body) return undefined;
  const { path, value = '(?:)', strategy } = rules.in_body;
  const found = path
    .split('.')
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
      error.response?.data,
    );
  const text = typeof found === 'string' ? new RegExp(value).exec(found)?.[1]?.trim() : undefined;
  const wait = parseWait(strategy, text, now);
  return wait === undefined ? undefined : { reason: `preconfigured_in_body:${strategy}`, wait };
}

/** Milliseconds to wait; undefined when the value says nothing usable. */
function parseWait(strategy: Strategy, value: string | undefined, now: number): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (strategy === 'after') return Number.isNaN(number) ? undefined : number * 1000;
  // A number is seconds since 1970, or milliseconds when it would otherwise lie in 1970 or 1971 no longer.
  const inMilliseconds = !Number.isNaN(number) && new Date(number).getFullYear() > 1971;
  const at = Number.isNaN(number)
    ? Math.floor(Date.parse(value) / 1000)
    : inMilliseconds
      ? Math.floor(number / 1000)
      : number;
  const wait = Math.ceil(at - Math.floor(now / 1000));
  return Number.isNaN(wait) || wait <= 0 ? undefined : wait * 1000;
}
