/**
 * Metadata and payload apart, as on the real server: a record that did not change costs no rewrite of its payload. Times
 * are microseconds since 1970, because a JavaScript date would cut a timestamp's last three digits off.
 * What a row was before a change is kept too (`records_versions`), for the history of records.
 * A row's id is derived from connection, model and record id, so it is the only key.
 */
export const recordTables = `
  create table if not exists records (
    connection integer not null,
    model text not null,
    external_id text not null,
    id uuid primary key,
    hash text not null,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint,
    seen bigint not null
  );
  create index if not exists records_reading_order on records (connection, model, updated_at, id);
  create table if not exists records_data (
    id uuid primary key references records (id) on delete cascade,
    data text not null
  );
  create table if not exists records_versions (
    id uuid not null references records (id) on delete cascade,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint,
    data text not null,
    primary key (id, updated_at)
  );
`;
