-- The one way in which holder_no and seen_by change. The caller has written the referral, case number or sharing first;
-- restamp checks that, and the caller's own subtree, then stamps report, case and their children in one statement per table.
-- A report that comes to another holder is judged again (due: triage, refer): its score tells of what the holder may see.
-- ids: referral ids (offered, acknowledged, returned, withdrawn), report ids (shared), case ids (re-registered, joined).

create function restamp_grounds(reports uuid[]) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update public.report r set seen_by = coalesce(g.units, '{}')
  from unnest(reports) as given(report_id)
  left join (
    select s.report_id, array_agg(distinct u.no order by u.no) as units
    from public.sight s join public.agency a on a.no = s.agency_no, unnest(a.chain) as u(no)
    where s.report_id = any(reports) group by s.report_id
  ) g on g.report_id = given.report_id
  where r.report_id = given.report_id;
  update public.report_version x set holder_no = r.holder_no, seen_by = r.seen_by from public.report r where x.report_id = r.report_id and r.report_id = any(reports);
  update public.data_key x set holder_no = r.holder_no, seen_by = r.seen_by from public.report r where x.report_id = r.report_id and r.report_id = any(reports);
  update public.enrichment x set holder_no = r.holder_no, seen_by = r.seen_by from public.report r where x.report_id = r.report_id and r.report_id = any(reports);
  update public.score x set holder_no = r.holder_no, seen_by = r.seen_by from public.report r where x.report_id = r.report_id and r.report_id = any(reports);
  update public.candidate x set holder_no = r.holder_no, seen_by = r.seen_by from public.report r where x.report_id = r.report_id and r.report_id = any(reports);
  update public.note x set holder_no = r.holder_no, seen_by = r.seen_by from public.report r where x.report_id = r.report_id and r.report_id = any(reports);
end $$;
revoke all on function restamp_grounds(uuid[]) from public;

create function restamp_referrals(ids uuid[], event text, moment timestamptz) returns setof uuid language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  lo int := coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int;
  hi int := coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int;
  wanted text := event;
  reports uuid[];
begin
  if event not in ('offered', 'acknowledged', 'returned', 'withdrawn') then
    raise exception 'restamp: unknown event %', event using errcode = '22023';
  end if;
  select array_agg(f.report_id order by f.report_id) into reports from public.referral f join public.report r on r.report_id = f.report_id
  where f.referral_id = any(ids) and f.state = wanted
    and case when event in ('offered', 'withdrawn') then f.from_no between lo and hi else f.to_no between lo and hi end
    and case when event = 'returned' then r.holder_no in (f.from_no, f.to_no) else r.holder_no = f.from_no end
    and r.state in ('received', 'triaged', 'offered', 'acknowledged');
  if coalesce(cardinality(reports), 0) <> cardinality(ids) then
    raise exception 'restamp: % of % referrals may be stamped as %', coalesce(cardinality(reports), 0), cardinality(ids), event using errcode = '42501';
  end if;
  if event = 'offered' then
    insert into public.sight (report_id, agency_no, ground, ground_id, since)
    select f.report_id, f.to_no, 'offered', f.referral_id, moment from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports);
    update public.report r set state = 'offered', referred_at = coalesce(r.referred_at, moment), offer_due_at = null,
      outcome_due_at = f.answer_due_at, changed_at = moment
    from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports) and r.report_id = f.report_id;
  elsif event = 'acknowledged' then
    delete from public.sight s where s.report_id = any(reports) and s.ground = 'offered' and s.ground_id = any(ids);
    insert into public.sight (report_id, agency_no, ground, ground_id, since)
    select f.report_id, f.from_no, 'handed-over', f.referral_id, moment from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports);
    update public.report r set state = 'acknowledged', holder_no = f.to_no, acknowledged_at = coalesce(r.acknowledged_at, moment),
      assignee_id = null, assignee_name = null, changed_at = moment, due = r.due | 12::smallint, due_since = moment
    from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports) and r.report_id = f.report_id;
  else
    delete from public.sight s where s.report_id = any(reports) and s.ground in ('offered', 'handed-over') and s.ground_id = any(ids);
    update public.report r set state = f.report_state_before, holder_no = f.from_no, offer_due_at = f.offer_due_before,
      outcome_due_at = f.outcome_due_before, assignee_id = null, assignee_name = null, changed_at = moment,
      due = case when r.holder_no = f.from_no then r.due else r.due | 12::smallint end,
      due_since = case when r.holder_no = f.from_no then r.due_since else moment end
    from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports) and r.report_id = f.report_id;
  end if;
  perform public.restamp_grounds(reports);
  return query select unnest(reports);
end $$;
revoke all on function restamp_referrals(uuid[], text, timestamptz) from public;
grant execute on function restamp_referrals(uuid[], text, timestamptz) to tipbridge_app;

create function restamp_shared(ids uuid[], to_no int, ground_id uuid, moment timestamptz) returns setof uuid language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  lo int := coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int;
  hi int := coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int;
  reports uuid[];
begin
  select array_agg(r.report_id order by r.report_id) into reports from public.report r
  where r.report_id = any(ids) and r.holder_no between lo and hi;
  if coalesce(cardinality(reports), 0) <> cardinality(ids) then
    raise exception 'restamp: % of % reports are held here', coalesce(cardinality(reports), 0), cardinality(ids) using errcode = '42501';
  end if;
  insert into public.sight (report_id, agency_no, ground, ground_id, since)
  select u.report_id, to_no, 'shared', restamp_shared.ground_id, moment from unnest(reports) as u(report_id) on conflict do nothing;
  perform public.restamp_grounds(reports);
  return query select unnest(reports);
end $$;
revoke all on function restamp_shared(uuid[], int, uuid, timestamptz) from public;
grant execute on function restamp_shared(uuid[], int, uuid, timestamptz) to tipbridge_app;

-- The case moves from its holder to to_no, whose number the caller has written as the newest of the case.
create function restamp_case(id uuid, to_no int, moment timestamptz) returns setof uuid language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  lo int := coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int;
  hi int := coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int;
  before int;
  units int[];
  reports uuid[];
begin
  select c.holder_no into before from public.court_case c where c.case_id = id and c.state = 'registered' and c.holder_no between lo and hi;
  if before is null or not exists (
    select 1 from public.case_number n where n.case_id = id and n.agency_no = to_no
      and n.ordinal = (select max(m.ordinal) from public.case_number m where m.case_id = id)
  ) then
    raise exception 'restamp: the case is not held here, or has no number of the unit it goes to' using errcode = '42501';
  end if;
  select coalesce(array_agg(distinct u.no order by u.no), '{}') into units
  from public.court_case c, unnest(c.seen_by || (select a.chain from public.agency a where a.no = before)) as u(no) where c.case_id = id;
  update public.court_case c set holder_no = to_no, seen_by = units, changed_at = moment where c.case_id = id;
  update public.case_number n set holder_no = to_no, seen_by = units where n.case_id = id;
  update public.case_event e set holder_no = to_no, seen_by = units where e.case_id = id;
  update public.case_report t set holder_no = to_no, seen_by = units where t.case_id = id;
  -- In two steps: cases and reports lie on different shards.
  select coalesce(array_agg(t.report_id), '{}') into reports from public.case_report t where t.case_id = id;
  select coalesce(array_agg(r.report_id order by r.report_id), '{}') into reports from public.report r
  where r.report_id = any(reports) and r.case_id = id and r.holder_no = before;
  insert into public.sight (report_id, agency_no, ground, ground_id, since)
  select u.report_id, before, 'case', id, moment from unnest(reports) as u(report_id) on conflict do nothing;
  update public.report r set holder_no = to_no, changed_at = moment, due = r.due | 12::smallint, due_since = moment
  where r.report_id = any(reports);
  perform public.restamp_grounds(reports);
  return query select unnest(reports);
end $$;
revoke all on function restamp_case(uuid, int, timestamptz) from public;
grant execute on function restamp_case(uuid, int, timestamptz) to tipbridge_app;

-- Rows that were added to a case since it moved get the stamp of the case.
create function restamp_case_rows(id uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  lo int := coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int;
  hi int := coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int;
begin
  update public.case_event e set seen_by = c.seen_by from public.court_case c
  where e.case_id = id and c.case_id = id and c.holder_no between lo and hi and e.holder_no = c.holder_no and e.seen_by <> c.seen_by;
  update public.case_report t set seen_by = c.seen_by from public.court_case c
  where t.case_id = id and c.case_id = id and c.holder_no between lo and hi and t.holder_no = c.holder_no and t.seen_by <> c.seen_by;
end $$;
revoke all on function restamp_case_rows(uuid) from public;
grant execute on function restamp_case_rows(uuid) to tipbridge_app;
