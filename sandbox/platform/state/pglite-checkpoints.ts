import type { PGlite } from '@electric-sql/pglite';
import type { Checkpoint, CheckpointStore, StoredCheckpoint } from '../functions/checkpoint-store.js';
import { CheckpointConflictError } from '../functions/checkpoint-store.js';

export const checkpointTable = `
  create table if not exists checkpoints (
    connection integer not null,
    key text not null,
    data text not null,
    version integer not null,
    deleted boolean not null,
    primary key (connection, key)
  );
`;

interface SqlCheckpoint {
  data: string;
  version: number;
  deleted: boolean;
}

const toStored = ({ data, version, deleted }: SqlCheckpoint): StoredCheckpoint => ({
  checkpoint: JSON.parse(data) as Checkpoint,
  version,
  deleted,
});

/** Checkpoints that survive a restart. */
export class PgliteCheckpointStore implements CheckpointStore {
  constructor(private readonly database: PGlite) {}

  async get(connection: number, key: string): Promise<StoredCheckpoint | null> {
    const { rows } = await this.database.query<SqlCheckpoint>(
      'select data, version, deleted from checkpoints where connection = $1 and key = $2',
      [connection, key],
    );
    return rows[0] ? toStored(rows[0]) : null;
  }

  async put(connection: number, key: string, checkpoint: Checkpoint, expected: number): Promise<StoredCheckpoint> {
    const { rows } = await this.database.query<SqlCheckpoint>(
      `insert into checkpoints (connection, key, data, version, deleted) values ($1, $2, $3, 1, false)
       on conflict (connection, key) do update
         set data = excluded.data, version = checkpoints.version + 1, deleted = false
         where checkpoints.version = $4
       returning data, version, deleted`,
      [connection, key, JSON.stringify(checkpoint), expected],
    );
    if (!rows[0]) throw new CheckpointConflictError();
    return toStored(rows[0]);
  }

  async delete(connection: number, key: string, expected: number): Promise<void> {
    const { affectedRows = 0 } = await this.database.query(
      `update checkpoints set deleted = true, version = version + 1
       where connection = $1 and key = $2 and version = $3 and not deleted`,
      [connection, key, expected],
    );
    if (affectedRows === 0) throw new CheckpointConflictError();
  }

  async clear(connection: number, prefix: string): Promise<void> {
    await this.database.query('delete from checkpoints where connection = $1 and starts_with(key, $2)', [
      connection,
      prefix,
    ]);
  }
}
