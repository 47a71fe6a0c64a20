import type { FieldDefinition, FieldUsage } from './custom-fields.js';
import type { TypeStore } from './store.js';
import type { RecordOf } from './type.js';

/** A definition as the tenant keeps it, with when it was changed last. */
export type StoredDefinition = FieldDefinition & { readonly last_update: number };

/** The tenant's definitions of custom fields, as those need them who write rows. */
export class FieldDefinitions {
  #version = -1;
  #known: readonly StoredDefinition[] = [];

  constructor(
    private readonly store: TypeStore<RecordOf<StoredDefinition>>,
    private readonly now: () => number,
  ) {}

  of(usage: FieldUsage): readonly StoredDefinition[] {
    return this.all().filter((definition) => definition.usage === usage);
  }

  /** As the API shows them at this moment, in order of id. */
  all(): readonly StoredDefinition[] {
    const { rows } = this.store;
    const version = rows.settledVersion();
    if (version !== this.#version) {
      this.#version = version;
      this.#known = [...rows.ids()].flatMap((id) => rows.read(id) ?? []);
    }
    return this.#known;
  }

  /** Adds a definition, or replaces the one of the same id. */
  define(definition: FieldDefinition): void {
    this.store.rows.put(definition.id, { ...definition, custom: {}, last_update: this.now() });
  }

  /** Removes a definition; values of it are no longer shown. */
  remove(id: number): void {
    this.store.delete(id);
  }
}
