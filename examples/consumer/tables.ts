import type { Database } from './database.js';
import { SetupError } from './errors.js';
import type { ModelName, Models } from './models.js';

type ColumnType = 'text' | 'boolean' | 'numeric' | 'timestamptz' | 'jsonb';

/** A table for the records of one model: its name, and the fields that get a column of their own. */
interface Table<Model> {
  readonly name: string;
  readonly columns: Readonly<Partial<Record<keyof Model & string, ColumnType>>>;
}

/**
 * Which models are kept, and which of their fields as columns: this application's choice. A field that a new version of
 * the package does not have any more is a compile error here. The whole record stands in the column `record` beside them.
 */
export const tables: Readonly<{ [Name in ModelName]?: Table<Models[Name]> }> = {
  Ticket: {
    name: 'tickets',
    columns: {
      summary: 'text',
      customer_id: 'text',
      status_name: 'text',
      status_category: 'text',
      priority_level: 'text',
      agent_name: 'text',
      created_at: 'timestamptz',
      updated_at: 'timestamptz',
      closed_at: 'timestamptz',
      custom_fields: 'jsonb',
    },
  },
  Customer: {
    name: 'customers',
    columns: { name: 'text', is_archived: 'boolean', main_contact_email: 'text', created_at: 'timestamptz' },
  },
  Asset: {
    name: 'assets',
    columns: {
      tag: 'text',
      type_name: 'text',
      customer_id: 'text',
      site_name: 'text',
      is_archived: 'boolean',
      warranty_ends_at: 'timestamptz',
    },
  },
};

/** A model that this application keeps. */
export interface KeptModel {
  readonly model: ModelName;
  readonly table: string;
  readonly columns: readonly (readonly [string, ColumnType])[];
}

/** The models that this application keeps, in the order of their tables. */
export const keptModels: readonly KeptModel[] = modelNames(tables).flatMap((model) => {
  const table = tables[model];
  return table ? [{ model, table: table.name, columns: Object.entries(table.columns) }] : [];
});

function modelNames(from: typeof tables): ModelName[] {
  const isName = (name: string): name is ModelName => name in from;
  return Object.keys(from).filter(isName);
}

/**
 * Creates the tables that are missing.
 * @throws {SetupError} when there are some of an earlier version of this application
 */
export async function createTables(database: Database): Promise<void> {
  await refuseOldTables(database);
  const statements = keptModels.map(({ table, columns }) => {
    const fields = columns.map(([name, type]) => `${name} ${type},`).join(' ');
    return `create table if not exists ${table} (
      integration text not null, connection_id text not null, id text not null, ${fields} record jsonb not null,
      primary key (integration, connection_id, id));`;
  });
  const cursors = `create table if not exists cursors (
    integration text not null, connection_id text not null, model text not null, cursor text not null,
    primary key (integration, connection_id, model));`;
  const environments = 'create table if not exists environments (integration text primary key, made_at text not null);';
  await database.exec([...statements, cursors, environments].join('\n'));
}

/**
 * The first version's tables did not say of which integration a record is, and took records of any: nothing could tell
 * whose those are that stand there.
 */
async function refuseOldTables(database: Database): Promise<void> {
  const { rows } = await database.query(
    `select 1 from information_schema.tables where table_schema = current_schema() and table_name = 'cursors'
     and not exists (select 1 from information_schema.columns where table_schema = current_schema()
       and table_name = 'cursors' and column_name = 'integration')`,
  );
  if (rows.length === 0) return;
  const names = [...keptModels.map(({ table }) => table), 'cursors'].join(', ');
  throw new SetupError(
    `This copy was made by an earlier version, whose tables do not store the integration of a record. Drop the tables ${names}, or delete the folder of --database, and run the command again to read everything from the beginning.`,
  );
}
