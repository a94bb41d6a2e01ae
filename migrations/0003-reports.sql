-- A report and all that its page reads. Everything here carries the stamp of the report: holder_no, seen_by.
-- version and rendition: what is judged and shown, the newest version in the format that says most.
-- Stamps change only through restamp() (0006). due: bit 1 enrich, 2 link, 4 triage, 8 refer.

create table report (
  report_id uuid primary key,
  number text not null,
  source_id text not null,
  source_number text,
  sender_id text not null,
  sender_name text not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  first_holder_no int not null,
  state text not null default 'received',
  version int not null,
  rendition int not null default 0,
  incident_type text,
  incident_at timestamptz,
  received_at timestamptz not null,
  subject jsonb,
  priority smallint not null default 0,
  band text,
  score smallint,
  is_danger boolean not null default false,
  is_reranked boolean not null default false,
  first_reason jsonb,
  complete smallint,
  complete_of smallint,
  candidate_no int,
  candidate_strength text,
  is_follow_up boolean not null default false,
  is_retracted boolean not null default false,
  files smallint not null default 0,
  assignee_id uuid,
  assignee_name text,
  offer_due_at timestamptz,
  outcome_due_at timestamptz,
  referred_at timestamptz,
  acknowledged_at timestamptz,
  registered_at timestamptz,
  ended_at timestamptz,
  outcome text,
  ended_by_no int,
  case_id uuid,
  case_number text,
  due smallint not null default 15,
  due_since timestamptz,
  tries smallint not null default 0,
  parked_reason text,
  changed_at timestamptz not null,
  check (state in ('received', 'triaged', 'offered', 'acknowledged', 'registered', 'closed', 'settled'))
);
create index report_number on report (number);
create index report_source_number on report (source_number);
create index report_queue on report (state, priority desc, received_at, report_id);
create index report_holder on report (holder_no, state, priority desc, received_at, report_id);
create index report_seen_by on report using gin (seen_by);
create index report_due on report (due_since, report_id) where due <> 0;
create index report_assignee on report (assignee_id, state) where assignee_id is not null;
create index report_offer_due on report (offer_due_at) where offer_due_at is not null;
create index report_outcome_due on report (outcome_due_at) where outcome_due_at is not null;
create index report_account on report (first_holder_no, received_at);

-- content: the normal form of model/report.ts, packed (src/intake/packed.ts), sealed values already ciphertext: it does not compress, and
-- most of it stands whole in its row.
create table report_version (
  report_id uuid not null,
  version int not null,
  rendition int not null default 0,
  holder_no int not null,
  seen_by int[] not null default '{}',
  format text not null,
  batch_id uuid not null,
  digest bytea not null,
  byte_from bigint not null,
  byte_to bigint not null,
  record_digest bytea not null,
  content bytea not null,
  issues int not null default 0,
  accepted_at timestamptz not null,
  primary key (report_id, version, rendition)
) with (toast_tuple_target = 8160);
alter table report_version alter column content set storage external;

create table data_key (
  report_id uuid primary key,
  holder_no int not null,
  seen_by int[] not null default '{}',
  wrapped bytea not null
);

create table enrichment (
  report_id uuid primary key,
  version int not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  rule_version text not null,
  data_on date,
  facts text not null,
  at timestamptz not null
);

create table score (
  report_id uuid primary key,
  version int not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  rule_version text not null,
  points smallint not null,
  band text not null,
  reasons jsonb not null,
  missing jsonb not null,
  elsewhere int not null default 0,
  reranked jsonb,
  at timestamptz not null
);

create table candidate (
  report_id uuid not null,
  rank smallint not null,
  agency_no int not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  version int not null,
  rule_version text not null,
  strength text not null,
  weight smallint not null,
  reasons jsonb not null,
  at timestamptz not null,
  primary key (report_id, rank)
);

create table note (
  report_id uuid not null,
  note_id uuid not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  text bytea not null,
  written_by uuid not null,
  written_name text not null,
  written_no int not null,
  at timestamptz not null,
  primary key (report_id, note_id)
);

-- Who has opened which version of a report: what was not opened yet is strong in the Inbox.
create table report_opened (
  report_id uuid not null,
  person_id uuid not null,
  version int not null,
  at timestamptz not null,
  primary key (report_id, person_id)
);

-- Nobody searches within these, and to order thousands of documents is what a look at a table costs most.
alter table report alter column subject set statistics 0, alter column first_reason set statistics 0;
alter table score alter column reasons set statistics 0, alter column missing set statistics 0, alter column reranked set statistics 0;
alter table candidate alter column reasons set statistics 0;
