/**
 * The statements that lead from each schema version to the next; the first entry makes version 1. A released entry is never
 * changed; a new one is added after it.
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
  [
    // Hashes are text, because people read them and compare them with log lines.
    `create table audit_events (
      chain text not null,
      seq integer not null,
      at timestamptz not null,
      session text,
      till text,
      associate text,
      customer_id text,
      action text not null,
      outcome text not null,
      facts jsonb not null,
      request_id text not null,
      previous text not null,
      hash text not null,
      primary key (chain, seq)
    )`,
    'create index audit_events_of_customer on audit_events (customer_id, at)',
    'create index audit_events_of_associate on audit_events (associate, at)',
    'create index audit_events_at on audit_events (at, seq)',
    `create function keep_audit_events() returns trigger language plpgsql as $$
    begin
      raise exception 'audit events are added and read, never changed' using errcode = 'insufficient_privilege';
    end $$`,
    `create trigger audit_events_are_kept before update or delete or truncate on audit_events
      for each statement execute function keep_audit_events()`,
  ],
  [
    // The count since the window began, and the end of the window in epoch milliseconds.
    `create table counters (
      key varchar(255) primary key,
      points integer not null default 0,
      expire bigint
    )`,
    'create index counters_expire on counters (expire)',
    // The customers that a subject opened within the hour, to detect leafing through ids.
    `create table opened_customers (
      subject text not null,
      customer_id text not null,
      at timestamptz not null,
      primary key (subject, customer_id)
    )`,
    'create index opened_customers_at on opened_customers (at)',
    `create table pauses (
      id text primary key,
      subject text not null unique,
      kind text not null,
      name text,
      reason text not null,
      since timestamptz not null
    )`,
  ],
  [
    // Sixty random bits name each decision; `key` comes from the browser, so that a decision sent twice is kept once.
    `create table verifications (
      receipt text primary key,
      session text not null,
      key text not null,
      customer_id text not null,
      purpose text not null,
      result text not null,
      by_photo boolean not null,
      factors jsonb not null,
      decided_at timestamptz not null,
      leased_at timestamptz not null,
      recorded_at timestamptz,
      undone_at timestamptz,
      unique (session, key)
    )`,
    'create index verifications_of_session on verifications (session, customer_id, decided_at)',
    'create index verifications_decided_at on verifications (decided_at)',
    `create table colleague_pins (
      scope text not null,
      associate text not null,
      name text not null,
      session text not null,
      pin_sealed bytea not null,
      chosen_at timestamptz not null,
      primary key (scope, associate)
    )`,
    `create table one_time_codes (
      code_hash bytea primary key,
      content_sealed bytea not null,
      expires_at timestamptz not null
    )`,
  ],
  [
    // The points up to which chains of the record may be deleted. The owner of the store writes them; the trigger below reads them.
    `create table audit_checkpoints (
      chain text not null,
      seq integer not null,
      hash text not null,
      at timestamptz not null,
      primary key (chain, seq)
    )`,
    'drop trigger audit_events_are_kept on audit_events',
    `create trigger audit_events_are_kept before update or truncate on audit_events
      for each statement execute function keep_audit_events()`,
    `create function keep_audit_event() returns trigger language plpgsql as $$
    begin
      if exists (select from audit_checkpoints where chain = old.chain and seq >= old.seq) then
        return old;
      end if;
      raise exception 'audit events are kept until a checkpoint lets them go' using errcode = 'insufficient_privilege';
    end $$`,
    `create trigger audit_event_is_kept before delete on audit_events
      for each row execute function keep_audit_event()`,
    `create trigger audit_checkpoints_are_kept before update or delete or truncate on audit_checkpoints
      for each statement execute function keep_audit_events()`,
  ],
  // The hand-over that a decision answers.
  ['alter table verifications add column hand_over text'],
  // The associate whose look-ups those of the session are counted with: the first who was picked.
  ['alter table sessions add column counted_as text'],
  [
    // The people whom lists showed to a subject within the hour, to detect leafing through names.
    `create table shown_people (
      subject text not null,
      customer_id text not null,
      at timestamptz not null,
      primary key (subject, customer_id)
    )`,
    'create index shown_people_at on shown_people (at)',
  ],
  // The sale that a decision is for, as the till system told it.
  ['alter table verifications add column sale jsonb'],
  // The networks from which a till has signed in, as hashes: wrong passwords from elsewhere do not shut it out there.
  ['create table known_networks (subject bytea primary key, at timestamptz not null)'],
  // The till at which a colleague's PIN was chosen, told to whoever finds their name in use.
  ["alter table colleague_pins add column till text not null default ''"],
  // When and by whom a customer was last checked, which is told at the next look-up.
  [
    'alter table verifications add column associate text',
    'create index verifications_of_customer on verifications (customer_id, decided_at)',
  ],
  // At which till a customer was verified, and on what the receipt was spent.
  [
    'alter table verifications add column till text',
    'alter table verifications add column spent_by text',
    'alter table verifications add column spent_at timestamptz',
  ],
  // What the officer's room looks for: the events of a till, and the customers whom lists showed.
  [
    'create index audit_events_of_till on audit_events (till, at)',
    "create index audit_events_shown on audit_events using gin ((facts->'shown'))",
  ],
  // Links with which a phone sends one picture to a session, as hashes, and the pictures until the till has fetched them.
  [
    `create table phone_photos (
      id text primary key,
      secret_hash bytea not null unique,
      session text not null references sessions on delete cascade,
      associate text,
      customer_id text not null,
      opened_at timestamptz,
      picture_sealed bytea,
      expires_at timestamptz not null
    )`,
    'create index phone_photos_of_session on phone_photos (session)',
  ],
  [
    // What was sent to redeem points, by the key that the vendor has too. `outcome` is missing while nothing is known of it.
    `create table redemptions (
      key text primary key,
      receipt text not null,
      customer_id text not null,
      points double precision not null,
      before double precision,
      sent_at timestamptz not null,
      outcome jsonb
    )`,
    'create index redemptions_sent_at on redemptions (sent_at)',
  ],
]
