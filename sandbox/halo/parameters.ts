import { parseDate } from './dates.js';

/**
 * A request's query as Halo reads it: names without regard to case, booleans as the text `true`, lists as `1,2` or
 * `[1,2]` (halo-api.md §2.3). Values that do not parse count as absent, as unknown parameters do.
 */
export class Parameters {
  readonly #values = new Map<string, string>();

  constructor(query: URLSearchParams, ignored: readonly string[] = []) {
    for (const [name, value] of query) this.#values.set(name.toLowerCase(), value);
    for (const name of ignored) this.#values.delete(name.toLowerCase());
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return value === undefined || value === '' ? undefined : value;
  }

  /** Only the literal `true` is true: `orderdesc=1` sorts ascending (halo-api.md §2.3). */
  flag(name: string): boolean {
    return this.#values.get(name)?.toLowerCase() === 'true';
  }

  /** True when the parameter says `false`. Distinct from absent: `includeactive` defaults to true. */
  denied(name: string): boolean {
    return this.#values.get(name)?.toLowerCase() === 'false';
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined || !/^-?\d+$/.test(text)) return undefined;
    return Number(text);
  }

  numbers(name: string): number[] | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const parts = text.replace(/^\[|\]$/g, '').split(',');
    const values = parts.map((part) => Number(part.trim())).filter((value) => Number.isInteger(value));
    return values.length > 0 ? values : undefined;
  }

  /** Milliseconds since 1970. Text without a zone is UTC (halo-api.md §5.1). */
  date(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : parseDate(text);
  }

  /** All parameters but some, as one text: equal for equal parameters in equal order. */
  signature(without: ReadonlySet<string>): string {
    let text = '';
    for (const [name, value] of this.#values) if (!without.has(name)) text += `&${name}=${value}`;
    return text;
  }
}
