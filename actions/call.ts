import type { HaloClient } from '../halo/transport/client.js';
import type { WritableConnection } from '../halo/transport/connection.js';
import { HaloWriter } from '../halo/transport/writer.js';
import type { MappingContext, RecordSource, RowMapper } from '../records/contract.js';
import type { Settings } from '../records/settings.js';
import { Choices } from './choices/choices.js';
import { RememberingClient } from './set-up-memory.js';

/** One call of a function: what it may use of Halo, of the connection's settings and of the platform. */
export class Call implements MappingContext {
  readonly client: HaloClient;
  readonly writer: HaloWriter;
  readonly choices: Choices;
  /** Fields of records that were left out because Halo's value cannot be used. */
  readonly complaints = new Set<string>();
  readonly #mappers = new Map<RecordSource, Promise<RowMapper>>();

  constructor(
    /** Name of the function. */
    readonly name: string,
    readonly connection: WritableConnection,
    readonly settings: Settings,
  ) {
    this.client = new RememberingClient(connection);
    this.writer = new HaloWriter(this.client, connection);
    this.choices = new Choices(this.client);
  }

  readonly complain = (field: string): void => {
    this.complaints.add(field);
  };

  /** A function makes a record or a page of them: what runs warn of once is the syncs' to tell. */
  readonly remark = (): void => undefined;

  /** What makes records of rows, as the sync of that record type does. */
  mapper(source: RecordSource): Promise<RowMapper> {
    const mapper = this.#mappers.get(source) ?? source.openMapper(this);
    this.#mappers.set(source, mapper);
    return mapper;
  }
}
