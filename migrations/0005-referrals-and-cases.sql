-- Hand-over between agencies and what is registered. sight: every ground on which a unit sees a report.

create table sight (
  report_id uuid not null,
  agency_no int not null,
  ground text not null,
  ground_id uuid not null,
  since timestamptz not null,
  primary key (report_id, agency_no, ground, ground_id),
  check (ground in ('offered', 'handed-over', 'shared', 'case'))
);

create table referral (
  report_id uuid not null,
  referral_id uuid not null,
  offer_id uuid not null,
  number text not null,
  from_no int not null,
  to_no int not null,
  state text not null,
  is_danger boolean not null default false,
  report_state_before text not null,
  offer_due_before timestamptz,
  outcome_due_before timestamptz,
  note text not null default '',
  reason text,
  outcome text,
  offered_by uuid not null,
  offered_name text not null,
  offered_at timestamptz not null,
  answer_due_at timestamptz,
  acknowledged_at timestamptz,
  answered_by uuid,
  answered_name text,
  ended_at timestamptz,
  primary key (report_id, referral_id),
  check (state in ('offered', 'acknowledged', 'returned', 'withdrawn', 'settled'))
);
create index referral_id on referral (referral_id);
create index referral_to on referral (to_no, state, offered_at desc, referral_id);
create index referral_from on referral (from_no, state, offered_at desc, referral_id);
create index referral_overdue on referral (answer_due_at) where state = 'offered';

create table referral_event (
  report_id uuid not null,
  event_id uuid not null,
  referral_id uuid not null,
  from_no int not null,
  to_no int not null,
  event text not null,
  note text not null default '',
  person_id uuid not null,
  person_name text not null,
  agency_no int not null,
  at timestamptz not null,
  primary key (report_id, event_id)
);
create index referral_event_of on referral_event (referral_id, at);

create table number_series (
  agency_no int not null,
  series text not null,
  year int not null,
  next int not null,
  primary key (agency_no, series, year)
);

create table court_case (
  case_id uuid primary key,
  number text not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  state text not null default 'registered',
  title text not null default '',
  offences text[] not null default '{}',
  registered_at timestamptz not null,
  closed_at timestamptz,
  outcome text,
  reason text,
  reports int not null default 0,
  changed_at timestamptz not null,
  check (state in ('registered', 'closed'))
);
create index court_case_holder on court_case (holder_no, state, registered_at desc, case_id);
create index court_case_seen_by on court_case using gin (seen_by);
create index court_case_changed on court_case (changed_at);

create table case_number (
  case_id uuid not null,
  ordinal smallint not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  number text not null,
  agency_no int not null,
  series text not null,
  year int not null,
  serial int,
  is_entered boolean not null default false,
  ground text not null default '',
  person_id uuid not null,
  person_name text not null,
  at timestamptz not null,
  primary key (case_id, ordinal)
);

-- Found by number, in the unit that gave it; the double is refused here, however it is written (src/model/case-number.ts).
create table case_number_of (
  agency_no int not null,
  number_key text not null,
  case_id uuid not null,
  primary key (agency_no, number_key)
);
create index case_number_text on case_number_of (number_key);

create table case_report (
  case_id uuid not null,
  report_id uuid not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  added_by uuid not null,
  added_name text not null,
  at timestamptz not null,
  primary key (case_id, report_id)
);
create index case_report_report on case_report (report_id);

create table case_event (
  case_id uuid not null,
  event_id uuid not null,
  holder_no int not null,
  seen_by int[] not null default '{}',
  event text not null,
  agency_no int not null,
  note text not null default '',
  facts jsonb not null default '{}',
  person_id uuid not null,
  person_name text not null,
  at timestamptz not null,
  primary key (case_id, event_id)
);

-- What a unit must notice at the top line: an offer, a return, danger, an overdue clock, a reveal, a case given.
create table alert (
  alert_id uuid primary key,
  agency_no int not null,
  person_id uuid,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  number text,
  facts jsonb not null default '{}',
  at timestamptz not null,
  once text
);
create index alert_agency on alert (agency_no, at desc);
create unique index alert_once on alert (once) where once is not null;
