/**
 * The schema, as the statements that lead from each version to the next: the first entry makes version 1. An entry that has been
 * released is never changed, only followed by another.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `create table sessions (
      id text primary key,
      token_hash bytea not null unique,
      till text not null,
      organisation text,
      role text not null,
      associate_id text,
      staff jsonb not null,
      authorization_sealed bytea not null,
      pin_sealed bytea,
      pin_failures integer not null default 0,
      created_at timestamptz not null,
      active_at timestamptz not null,
      locked_at timestamptz
    )`,
    `create table sign_in_attempts (
      subject bytea primary key,
      failures integer not null,
      last_at timestamptz not null,
      blocked_until timestamptz not null
    )`,
  ],
]
