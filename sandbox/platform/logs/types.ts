import type { MessageRow, OperationList, OperationRow, OperationState } from '@nangohq/types';

export type { MessageRow, OperationList, OperationRow, OperationState };

/** Which operations a search means. Lists that are left out, or hold `all`, mean all. */
export interface OperationQuery {
  /** Text that occurs in one of the operation's messages or in its error. */
  search?: string | undefined;
  states?: readonly string[] | undefined;
  /** `sync`, or `sync:run`. */
  types?: readonly string[] | undefined;
  integrations?: readonly string[] | undefined;
  /** Connection ids. */
  connections?: readonly string[] | undefined;
  /** Names of functions. */
  syncs?: readonly string[] | undefined;
  period?: { from: string; to: string } | undefined;
  /** Of the page before. */
  cursor?: string | null | undefined;
  limit: number;
}

export interface OperationPage {
  data: OperationRow[];
  /** `total` counts all that the query means, without its search. */
  pagination: { total: number; cursor: string | null };
}

export interface MessageQuery {
  operationId: string;
  search?: string | undefined;
  /** Newer messages than those of a page: its `cursorBefore`. */
  cursorBefore?: string | null | undefined;
  /** Older messages than those of a page: its `cursorAfter`. */
  cursorAfter?: string | null | undefined;
  limit: number;
}

export interface MessagePage {
  data: MessageRow[];
  pagination: { total: number; cursorBefore: string | null; cursorAfter: string | null };
}

/** How much is kept. Older operations go with their messages; a message beyond an operation's share is not kept. */
export interface LogLimits {
  operations: number;
  messagesPerOperation: number;
}

export const usualLimits: LogLimits = { operations: 5_000, messagesPerOperation: 2_000 };

/** The log of a platform: operations, and the messages of each. Newest first wherever it answers. */
export interface LogStore {
  /** Adds an operation, or replaces the one of the same id. */
  put(operation: OperationRow): Promise<void>;
  /** Adds messages, in their order. */
  append(messages: readonly MessageRow[]): Promise<void>;
  operation(id: string): Promise<OperationRow | undefined>;
  operations(query: OperationQuery): Promise<OperationPage>;
  /** @throws InvalidLogCursor */
  messages(query: MessageQuery): Promise<MessagePage>;
}

/** A cursor that no page gave. */
export class InvalidLogCursor extends Error {
  override readonly name = 'InvalidLogCursor';
}

/** Where a row stands, as text that says nothing to its reader. */
export const encodePlace = (place: number): string => Buffer.from(JSON.stringify([place])).toString('base64');

/** @throws InvalidLogCursor */
export function decodePlace(cursor: string): number {
  const match = /^\[(\d+)\]$/.exec(Buffer.from(cursor, 'base64').toString());
  if (match?.[1] === undefined) throw new InvalidLogCursor('The cursor is none of this log');
  return Number(match[1]);
}

/** A list of a query, or undefined where it means all. */
export function restricted(list: readonly string[] | undefined): readonly string[] | undefined {
  return list === undefined || list.length === 0 || list.includes('all') ? undefined : list;
}

export const typeOf = ({ operation: { type, action } }: OperationRow): string => `${type}:${action}`;

/** What a search looks at: the words of a message and of its error, and the address of its request. */
export function searchable({ message, error, request }: Pick<MessageRow, 'message' | 'error' | 'request'>): string {
  return [message, error?.message, error?.type, request?.url].filter((text) => text !== undefined).join('\n');
}
