import type { PGlite } from '@electric-sql/pglite';
import type { z } from 'zod';

export const documentTable = `
  create table if not exists documents (
    kind text not null,
    id text not null,
    data text not null,
    place bigint generated always as identity,
    primary key (kind, id)
  );
`;

/**
 * A small set of documents of one kind, held in memory and written through to the database when there is one. Everything
 * that must survive a restart, apart from records and checkpoints, is kept like this.
 */
export class Collection<T extends { id: string }> {
  readonly #documents = new Map<string, T>();

  private constructor(
    private readonly database: PGlite | undefined,
    private readonly kind: string,
  ) {}

  /** @throws ZodError when a stored document is not what this version understands. */
  static async open<T extends { id: string }>(
    database: PGlite | undefined,
    kind: string,
    schema: z.ZodType<T>,
  ): Promise<Collection<T>> {
    const collection = new Collection<T>(database, kind);
    if (database) {
      const { rows } = await database.query<{ data: string }>(
        'select data from documents where kind = $1 order by place',
        [kind],
      );
      for (const { data } of rows) {
        const document = schema.parse(JSON.parse(data));
        collection.#documents.set(document.id, document);
      }
    }
    return collection;
  }

  get(id: string): T | undefined {
    return this.#documents.get(id);
  }

  values(): T[] {
    return [...this.#documents.values()];
  }

  get size(): number {
    return this.#documents.size;
  }

  /** The one that was added first. */
  oldest(): T | undefined {
    return this.#documents.values().next().value;
  }

  async set(document: T): Promise<T> {
    this.#documents.set(document.id, document);
    await this.database?.query(
      `insert into documents (kind, id, data) values ($1, $2, $3)
       on conflict (kind, id) do update set data = excluded.data`,
      [this.kind, document.id, JSON.stringify(document)],
    );
    return document;
  }

  async delete(id: string): Promise<void> {
    this.#documents.delete(id);
    await this.database?.query('delete from documents where kind = $1 and id = $2', [this.kind, id]);
  }
}
