-- The log: append-only for everybody but its owner; places are given afterwards by one sequencer.

create table audit_entry (
  entry_id uuid primary key,
  xact bigint not null,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  agency_no int,
  action text not null,
  outcome text not null,
  subject_kind text,
  subject_id text,
  request_id text,
  detail text not null,
  mac bytea not null,
  check (outcome in ('done', 'refused', 'failed'))
);
create index audit_entry_order on audit_entry (xact, entry_id);
create index audit_entry_subject on audit_entry (subject_id, at desc);
create index audit_entry_at on audit_entry (at, entry_id);
create index audit_entry_actor on audit_entry (actor_id, at desc);
-- An auditor reads the entries of the own unit and those below: where these are few, the rest of the log is not read for them.
create index audit_entry_unit on audit_entry (agency_no, at, entry_id);
-- One verb of all kinds, and all verbs of one kind: an action is asked for by both.
create index audit_entry_verb on audit_entry (split_part(action, '.', 2), at, entry_id);
create index audit_entry_kind on audit_entry (split_part(action, '.', 1), at, entry_id);
-- What was done to many reports at once names them in its detail, which the MAC covers; so each of them finds it in its history.
create index audit_entry_reports on audit_entry using gin (string_to_array(translate(substring(detail from '"reports":\[([^]]*)\]'), '"', ''), ','))
  where detail like '%"reports":["%';
create index audit_entry_not_done on audit_entry (at, entry_id) where outcome <> 'done';

create table audit_leaf (
  place bigint primary key,
  entry_id uuid not null,
  leaf bytea not null
);
create unique index audit_leaf_entry on audit_leaf (entry_id);

create table checkpoint (
  size bigint primary key,
  root bytea not null,
  frontier bytea not null,
  last_xact bigint not null,
  last_entry_id uuid not null,
  note text not null,
  at timestamptz not null
);
