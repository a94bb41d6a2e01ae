-- Identifiers are keyed hashes; no clear value stands here. Only the owner writes; the application has no grant.

create table sighting (
  identifier_id uuid not null,
  report_id uuid not null,
  kind text not null,
  role text not null,
  is_sealed boolean not null default false,
  primary key (identifier_id, report_id, role)
);
create index sighting_report on sighting (report_id);

create table link_value (
  identifier_id uuid primary key,
  kind text not null,
  n int not null,
  rep uuid,
  state smallint not null default 0,
  g_lo int not null default 0,
  g_hi int
) with (fillfactor = 85);
-- Not on n: a count changes with every report, and an update that touches no index costs a third.
create index link_value_listed on link_value (state) where state in (3, 4);

create table cluster_of (
  report_id uuid primary key,
  at timestamptz not null,
  frame_id uuid not null,
  frame_at timestamptz not null,
  cluster_id uuid not null,
  is_ruled boolean not null default false,
  keys uuid[] not null
);
create index cluster_of_frame on cluster_of (frame_id);
create index cluster_of_cluster on cluster_of (cluster_id);

create table link_verdict (
  verdict_id uuid primary key,
  kind text not null,
  members uuid[] not null,
  sides smallint[] not null,
  person_id uuid not null,
  person_name text not null,
  agency_no int not null,
  reason text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawn_name text,
  withdrawn_reason text,
  applied text not null default 'no',
  check (kind in ('together', 'apart')),
  check (applied in ('no', 'yes', 'withdrawn'))
);
create index link_verdict_waiting on link_verdict (at) where applied = 'no' or (applied = 'yes' and withdrawn_at is not null);

create table link_verdict_member (
  report_id uuid not null,
  verdict_id uuid not null,
  side smallint not null,
  primary key (report_id, verdict_id)
);

create table link_ruling (
  identifier_id uuid not null,
  ruling text not null,
  person_id uuid not null,
  person_name text not null,
  agency_no int not null,
  reason text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  applied text not null default 'no',
  primary key (identifier_id, at),
  check (ruling in ('personal', 'shared')),
  check (applied in ('no', 'yes', 'withdrawn'))
);
create index link_ruling_waiting on link_ruling (at) where applied = 'no' or (applied = 'yes' and withdrawn_at is not null);

create table cluster_event (
  event_id uuid primary key,
  was uuid,
  now uuid,
  reports int not null,
  because text not null,
  because_id uuid,
  at timestamptz not null
);
create index cluster_event_now on cluster_event (now, at);

-- Deconfliction: who asked about what a unit holds, one row per asking unit, what was asked about, and day. That is a report of the
-- asker whose values were looked up, or the keyed hash of a value that was searched.
create table asked (
  holder_no int not null,
  asker_no int not null,
  subject_kind text not null check (subject_kind in ('report', 'value')),
  subject_id uuid not null,
  asked_on date not null,
  asker_name text not null,
  held int not null,
  at timestamptz not null,
  primary key (holder_no, asker_no, subject_id, asked_on)
);
create index asked_of on asked (holder_no, at desc);
create index asked_by on asked (asker_no, at desc);
