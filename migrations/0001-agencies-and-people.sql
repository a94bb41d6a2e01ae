-- Who there is: agencies as a tree whose numbers make a subtree a range, people, their roles, sessions.
-- Small tables, joined by everything: reference tables on a distributed engine.

create table setting (
  name text primary key,
  value jsonb not null
);

create table lease (
  name text primary key,
  holder text not null,
  fence bigint not null default 1,
  until timestamptz not null
);

create table agency (
  agency_id uuid primary key,
  pack text not null,
  slug text not null,
  no int not null,
  hi int not null,
  parent_no int,
  chain int[] not null,
  kind text not null,
  name jsonb not null,
  zone text not null,
  may_register boolean not null default false,
  is_active boolean not null default true,
  made_at timestamptz not null,
  check (no <= hi)
);
create unique index agency_no on agency (no);
create unique index agency_slug on agency (pack, slug);

create table unit_substitute (
  agency_no int not null,
  substitute_no int not null,
  primary key (agency_no, substitute_no)
);

create table source (
  source_id text primary key,
  name text not null,
  pack text not null,
  desk_no int not null,
  kind text not null default 'clearing-house',
  made_at timestamptz not null,
  is_placed boolean not null default true
);

create table pack_confirmation (
  pack text not null,
  entry text not null,
  person_id uuid not null,
  person_name text not null,
  at timestamptz not null,
  note text not null default '',
  withdrawn_at timestamptz,
  primary key (pack, entry, at)
);

create table person (
  person_id uuid primary key,
  login text not null,
  name text not null,
  kind text not null default 'person',
  language text not null default 'en',
  is_keys_on boolean not null default true,
  hidden_columns text[] not null default '{}',
  password text,
  totp bytea,
  is_totp_on boolean not null default false,
  must_change boolean not null default false,
  made_at timestamptz not null,
  disabled_at timestamptz,
  check (kind in ('person', 'service'))
);
create unique index person_login on person (login);

create table role_grant (
  person_id uuid not null,
  agency_no int not null,
  role text not null,
  given_by uuid,
  given_at timestamptz not null,
  primary key (person_id, agency_no, role),
  check (role in ('analyst', 'officer', 'supervisor', 'auditor', 'administrator', 'service'))
);

create table session (
  session_id uuid primary key,
  token_hash bytea not null,
  person_id uuid not null,
  agency_no int not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create unique index session_token on session (token_hash);
create index session_person on session (person_id, started_at);

create table api_token (
  token_id uuid primary key,
  token_hash bytea not null,
  person_id uuid not null,
  agency_no int not null,
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  ended_at timestamptz
);
create unique index api_token_hash on api_token (token_hash);

-- One row per login name: how often in a row it was wrong, and until when no attempt is looked at.
create table sign_in_attempt (
  login text primary key,
  wrong int not null default 0,
  last_at timestamptz not null,
  wait_until timestamptz,
  -- The step of the last one-time code that was taken: none opens twice.
  code_step int8
);

create table saved_view (
  view_id uuid primary key,
  person_id uuid not null,
  page text not null,
  name text not null,
  query text not null,
  made_at timestamptz not null,
  seen_at timestamptz,
  removed_at timestamptz
);
create index saved_view_person on saved_view (person_id, page);

-- When a person last saw a list: "12 new" counts from here.
create table seen_mark (
  person_id uuid not null,
  page text not null,
  seen_at timestamptz not null,
  primary key (person_id, page)
);
