import { isDeepStrictEqual } from 'node:util';

import { isAxiosError } from 'axios';

import type { FactName } from '../../../sandbox/platform/index.js';
import { Refused } from '../api.js';
import { Unfinished } from '../problem.js';
import type { TestBed } from '../test-bed/test-bed.js';

/** Checks one fact of a server. */
export interface Check {
  /** The fact, and the check's own name. */
  readonly name: FactName;
  /** What it looks for, in words, for the table. */
  readonly title: string;
  /** What it cannot do without. `own tenant`: one whose answers and requests are the contract's. */
  readonly needs?: 'tenant' | 'own tenant';
  /** Changes what other checks rely on, so it comes after them. */
  readonly isLast?: boolean;
  /**
   * What the server does, in the form of the profile's fact.
   *
   * @throws Unknown when the server gives no way to find out
   */
  measure(bed: TestBed): Promise<unknown>;
  /** Whether what was measured is what the profile says, where that is not plain equality. */
  fits?(measured: unknown, expected: unknown): boolean;
}

/** It cannot be found out, and why. */
export class Unknown extends Error {
  override readonly name = 'Unknown';
}

export interface Outcome {
  readonly name: FactName;
  readonly title: string;
  readonly result: 'holds' | 'differs' | 'unknown';
  /** What was found, how it differs, or why it could not be found out. */
  readonly detail: string;
  /** What was measured, when anything was. */
  readonly measured?: unknown;
  /** True when the check was begun and could not be finished, so that another run may find it out. */
  readonly isUnfinished?: true;
}

/**
 * Checks one fact and compares it with the profile.
 *
 * @throws only what the signal was aborted with
 */
export async function examine(check: Check, bed: TestBed): Promise<Outcome> {
  const { name, title } = check;
  const lacking = lacks(check, bed);
  if (lacking !== undefined) return { name, title, result: 'unknown', detail: lacking };
  try {
    const measured: unknown = await check.measure(bed);
    const expected: unknown = bed.options.facts[name];
    const differences = differencesOf(measured, expected);
    const isFitting = check.fits ? check.fits(measured, expected) : differences.length === 0;
    const detail = isFitting ? show(measured) : differences.join('; ');
    return { name, title, result: isFitting ? 'holds' : 'differs', detail, measured };
  } catch (error) {
    bed.options.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Unknown) return { name, title, result: 'unknown', detail: reason };
    if (!isUnfinished(error)) return { name, title, result: 'differs', detail: `the check failed: ${reason}` };
    const detail = `the check could not be finished: ${reason}`;
    return { name, title, result: 'unknown', detail, isUnfinished: true };
  }
}

/** Statuses with which something in front of a server says that it got no answer from it. */
const gatewayFailures = [502, 503, 504];

/** Whether an error says nothing about what a server does: something did not happen in time, or nothing answered. */
function isUnfinished(error: unknown): boolean {
  if (error instanceof Unfinished) return true;
  if (error instanceof Refused) return gatewayFailures.includes(error.status);
  if (isAxiosError(error)) return error.response === undefined || gatewayFailures.includes(error.response.status);
  return error instanceof TypeError && error.message === 'fetch failed';
}

function lacks({ needs }: Check, { options: { tenant } }: TestBed): string | undefined {
  if (needs === undefined) return undefined;
  if (tenant === undefined) return 'needs --tenant';
  if (needs === 'own tenant' && tenant.seen === undefined) {
    return `needs the contract's own tenant, and ${tenant.hostname} is another: see --tenant-port`;
  }
  return undefined;
}

/** What is different, one sentence a place. */
function differencesOf(measured: unknown, expected: unknown, path = ''): string[] {
  if (isDeepStrictEqual(measured, expected)) return [];
  if (isFields(measured) && isFields(expected)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(measured)])];
    return keys.flatMap((key) => differencesOf(measured[key], expected[key], path === '' ? key : `${path}.${key}`));
  }
  return [`${path === '' ? '' : `${path}: `}${quote(measured)} instead of ${quote(expected)}`];
}

const quote = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : show(value));

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value in words that can be broken into lines. */
function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(show).join(', ');
  if (!isFields(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return Object.entries(value)
    .map(([name, one]) => (isFields(one) ? `${name}: (${show(one)})` : `${name}: ${show(one)}`))
    .join('; ');
}
