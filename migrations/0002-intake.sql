-- What was handed in: batches, one receipt per file and per record, originals by digest.

create table batch (
  batch_id uuid primary key,
  desk_no int not null,
  source_id text not null,
  door text not null,
  handed_in_by uuid,
  handed_in_name text not null,
  state text not null default 'waiting',
  files int not null default 0,
  records int not null default 0,
  accepted int not null default 0,
  accepted_with_issues int not null default 0,
  duplicate int not null default 0,
  new_version int not null default 0,
  quarantined int not null default 0,
  failed int not null default 0,
  reason text,
  made_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  open_until timestamptz,
  claimed_until timestamptz,
  tries int not null default 0,
  check (state in ('open', 'waiting', 'reading', 'done', 'refused', 'failed')),
  check (door in ('console', 'command-line', 'upload', 'demo'))
);
create index batch_desk on batch (desk_no, made_at desc, batch_id);
create index batch_waiting on batch (made_at) where state in ('open', 'waiting', 'reading');

create table original (
  digest bytea primary key,
  size_bytes bigint not null,
  stored_bytes bigint not null,
  address text not null,
  wrapped_key bytea not null,
  kept_at timestamptz not null
);

-- A file has ordinal n and part 0; its records have parts 1, 2, …  One visible state each.
create table receipt (
  batch_id uuid not null,
  ordinal int not null,
  part int not null,
  kind text not null,
  desk_no int not null,
  file text not null,
  state text not null,
  reason text,
  place jsonb,
  excerpt text,
  format text,
  digest bytea,
  byte_from bigint,
  byte_to bigint,
  record_digest bytea,
  source_id text,
  source_number text,
  report_id uuid,
  number text,
  version int,
  issues int not null default 0,
  tries int not null default 0,
  at timestamptz not null,
  set_aside_at timestamptz,
  set_aside_by uuid,
  set_aside_reason text,
  primary key (batch_id, ordinal, part),
  check (kind in ('file', 'record')),
  check (state in ('waiting', 'reading', 'accepted', 'accepted-with-issues', 'duplicate', 'new-version', 'quarantined', 'failed'))
);
create index receipt_trouble on receipt (desk_no, at desc) where state in ('quarantined', 'failed') and set_aside_at is null;
create index receipt_report on receipt (report_id);

-- Numbers of reports are given by block: a reader takes 1,000 at a time, gaps are allowed.
create table number_block (
  year int primary key,
  next bigint not null
);
