-- By which move of its case a report came to a unit: the account counts it there as it counts what was referred. Beside the report, since a
-- case lies on another shard. A case moves with the reports that it had by then.

create table re_registration (
  report_id uuid not null,
  case_id uuid not null,
  ordinal smallint not null,
  from_no int not null,
  to_no int not null,
  at timestamptz not null,
  primary key (report_id, case_id, ordinal)
);
create index re_registration_to on re_registration (to_no, at);

insert into re_registration (report_id, case_id, ordinal, from_no, to_no, at)
select r.report_id, n.case_id, n.ordinal, b.agency_no, n.agency_no, n.at
from case_number n join case_number b on b.case_id = n.case_id and b.ordinal = n.ordinal - 1
  join case_report t on t.case_id = n.case_id and t.at <= n.at join report r on r.report_id = t.report_id and r.case_id = n.case_id;

alter table re_registration enable row level security;
create policy re_registration_seen on re_registration for select to tipbridge_app using (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or to_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy re_registration_made on re_registration for insert to tipbridge_app with check (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
grant select, insert on re_registration to tipbridge_app;
