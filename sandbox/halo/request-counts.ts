/** How many requests were answered, by method and path with ids as `{id}`; counts only, so it stays small. */
export class RequestCounts {
  readonly #counts = new Map<string, number>();
  #total = 0;
  #limited = 0;

  add(method: string, path: string): void {
    const key = countKey(method, path);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    this.#total++;
  }

  addLimited(): void {
    this.#limited++;
  }

  /** All requests, token requests and refused ones included. */
  get total(): number {
    return this.#total;
  }

  /** Requests that were answered with 429. */
  get limited(): number {
    return this.#limited;
  }

  /** Requests of one path, such as `of('/api/Tickets')` or `of('/api/Tickets/{id}')`; GET unless said otherwise. */
  of(path: string, method = 'GET'): number {
    return this.#counts.get(countKey(method, path)) ?? 0;
  }

  /** All counts, such as `{"GET /api/tickets": 12}`. */
  all(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  reset(): void {
    this.#counts.clear();
    this.#total = 0;
    this.#limited = 0;
  }
}

const KNOWN = /^\/(api\/[a-z]+(\/(\{id\}|me))?|auth\/token)$/;

function countKey(method: string, path: string): string {
  const lower = path.toLowerCase().replace(/\/(\d[^/]*|[0-9a-f-]{36})(?=\/|$)/g, '/{id}');
  // Paths that do not exist are counted together, or a client could fill the memory with them.
  return `${method} ${KNOWN.test(lower) ? lower : '(other)'}`;
}
