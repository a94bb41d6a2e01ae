-- Who must hear how a report ended: each unit that has sight of it by a ground of its own (it handed it on, was given sight, had the case).
-- seen_by does not tell: it holds the units above them, too. Only for reports that the caller's own subtree holds.

create function units_concerned(ids uuid[]) returns table (report_id uuid, agency_no int) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select distinct s.report_id, s.agency_no from public.sight s join public.report r on r.report_id = s.report_id
  where s.report_id = any(ids) and r.holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int
    and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
$$;
revoke all on function units_concerned(uuid[]) from public;
grant execute on function units_concerned(uuid[]) to tipbridge_app;
