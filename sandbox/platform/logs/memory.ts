import type { LogLimits, LogStore, MessagePage, MessageQuery, MessageRow } from './types.js';
import type { OperationPage, OperationQuery, OperationRow } from './types.js';
import { decodePlace, encodePlace, restricted, searchable, typeOf, usualLimits } from './types.js';

interface Kept {
  place: number;
  operation: OperationRow;
  messages: { place: number; message: MessageRow }[];
}

/** A log that ends with the process. */
export class MemoryLogStore implements LogStore {
  readonly #kept = new Map<string, Kept>();
  #place = 0;

  constructor(private readonly limits: LogLimits = usualLimits) {}

  async put(operation: OperationRow): Promise<void> {
    await Promise.resolve();
    const known = this.#kept.get(operation.id);
    if (known) known.operation = operation;
    else this.#kept.set(operation.id, { place: (this.#place += 1), operation, messages: [] });
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > this.limits.operations && oldest !== undefined) this.#kept.delete(oldest);
  }

  async append(messages: readonly MessageRow[]): Promise<void> {
    await Promise.resolve();
    for (const message of messages) {
      const kept = this.#kept.get(message.parentId)?.messages;
      if (kept && kept.length < this.limits.messagesPerOperation) kept.push({ place: (this.#place += 1), message });
    }
  }

  async operation(id: string): Promise<OperationRow | undefined> {
    await Promise.resolve();
    return this.#kept.get(id)?.operation;
  }

  async operations(query: OperationQuery): Promise<OperationPage> {
    await Promise.resolve();
    const meant = [...this.#kept.values()].filter(({ operation }) => isMeant(operation, query)).reverse();
    const before = query.cursor === undefined || query.cursor === null ? Infinity : decodePlace(query.cursor);
    const left = meant.filter(({ place }) => place < before);
    const page = left.slice(0, query.limit);
    const last = page.at(-1);
    const wanted = query.search?.toLowerCase();
    return {
      data: page.filter((kept) => wanted === undefined || mentions(kept, wanted)).map(({ operation }) => operation),
      pagination: { total: meant.length, cursor: left.length > page.length && last ? encodePlace(last.place) : null },
    };
  }

  async messages(query: MessageQuery): Promise<MessagePage> {
    await Promise.resolve();
    const wanted = query.search?.toLowerCase();
    const all = (this.#kept.get(query.operationId)?.messages ?? []).filter(
      ({ message }) => wanted === undefined || searchable(message).toLowerCase().includes(wanted),
    );
    const { cursorAfter: after, cursorBefore: before, limit } = query;
    const older = after === undefined || after === null ? Infinity : decodePlace(after);
    const newer = before === undefined || before === null ? -1 : decodePlace(before);
    const left = all.filter(({ place }) => place < older && place > newer);
    // Newer ones are read on from where a page ended; the others from the newest down.
    const page = (newer >= 0 ? left.slice(0, limit) : left.slice(-limit)).reverse();
    return presentMessages(page, all.length, left.length > page.length && newer < 0);
  }
}

/** A page of messages, newest first, with the places where it begins and ends. */
export function presentMessages(
  page: readonly { place: number; message: MessageRow }[],
  total: number,
  isMoreOlder: boolean,
): MessagePage {
  const [first, last] = [page[0], page.at(-1)];
  return {
    data: page.map(({ message }) => message),
    pagination: {
      total,
      cursorBefore: first ? encodePlace(first.place) : null,
      cursorAfter: isMoreOlder && last ? encodePlace(last.place) : null,
    },
  };
}

function mentions({ operation, messages }: Kept, wanted: string): boolean {
  const texts = [searchable(operation), ...messages.map(({ message }) => searchable(message))];
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function isMeant(operation: OperationRow, query: OperationQuery): boolean {
  const has = (list: readonly string[] | undefined, value: string | undefined): boolean => {
    const wanted = restricted(list);
    return wanted === undefined || (value !== undefined && wanted.includes(value));
  };
  const types = restricted(query.types);
  return (
    has(query.states, operation.state) &&
    (types === undefined || types.includes(typeOf(operation)) || types.includes(operation.operation.type)) &&
    has(query.integrations, operation.integrationName) &&
    has(query.connections, operation.connectionName) &&
    has(query.syncs, operation.syncConfigName) &&
    (query.period === undefined || (operation.createdAt >= query.period.from && operation.createdAt <= query.period.to))
  );
}
