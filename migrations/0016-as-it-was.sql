-- From when the clock of a report counts, where that is not its arrival: its holder acknowledged it then, or reopened it; while it is
-- offered, the offer was made then. Beside the report, since who sees the clock need not see the hand-over from which it counts.

alter table report add column clock_from_at timestamptz;
alter table referral add column clock_from_before timestamptz;
grant update (clock_from_at) on report to tipbridge_app;

update referral f set clock_from_before = b.acknowledged_at
from (
  select g.report_id, g.referral_id, max(a.acknowledged_at) as acknowledged_at
  from referral g join referral a on a.report_id = g.report_id and a.to_no = g.from_no and a.acknowledged_at <= g.offered_at
  where g.report_state_before = 'acknowledged' group by g.report_id, g.referral_id
) b
where f.report_id = b.report_id and f.referral_id = b.referral_id;

update report r set clock_from_at = f.since
from (
  select g.report_id, g.state, max(case when g.state = 'offered' then g.offered_at else g.acknowledged_at end) as since
  from referral g where g.state in ('offered', 'acknowledged') group by g.report_id, g.state
) f
where r.report_id = f.report_id and r.state = f.state;

-- An offer that is withdrawn, or returned before it was taken, leaves the report as it was with the unit that holds it all the while. One
-- that was withdrawn was never made, as far as the report goes; one that was returned is news of where the report does not belong, so that
-- it is judged again. So it is if it had not been judged when it was offered, or if it was not known then whether a child is in danger.

create or replace function restamp_referrals(ids uuid[], event text, moment timestamptz) returns setof uuid language plpgsql security definer
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
      outcome_due_at = f.answer_due_at, clock_from_at = moment, changed_at = moment
    from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports) and r.report_id = f.report_id;
  elsif event = 'acknowledged' then
    delete from public.sight s where s.report_id = any(reports) and s.ground = 'offered' and s.ground_id = any(ids);
    insert into public.sight (report_id, agency_no, ground, ground_id, since)
    select f.report_id, f.from_no, 'handed-over', f.referral_id, moment from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports);
    update public.report r set state = 'acknowledged', holder_no = f.to_no, acknowledged_at = coalesce(r.acknowledged_at, moment),
      clock_from_at = moment, assignee_id = null, assignee_name = null, changed_at = moment, due = r.due | 12::smallint, due_since = moment
    from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports) and r.report_id = f.report_id;
  else
    delete from public.sight s where s.report_id = any(reports) and s.ground in ('offered', 'handed-over') and s.ground_id = any(ids);
    update public.report r set state = f.report_state_before, holder_no = f.from_no, offer_due_at = f.offer_due_before,
      outcome_due_at = f.outcome_due_before, clock_from_at = f.clock_from_before, changed_at = moment,
      referred_at = case when event = 'withdrawn' and r.referred_at = f.offered_at then null else r.referred_at end,
      assignee_id = case when r.holder_no = f.from_no then r.assignee_id end,
      assignee_name = case when r.holder_no = f.from_no then r.assignee_name end,
      due = case when event = 'withdrawn' and f.report_state_before <> 'received' and r.is_danger = f.is_danger then r.due else r.due | 12::smallint end,
      due_since = case when event = 'withdrawn' and f.report_state_before <> 'received' and r.is_danger = f.is_danger then r.due_since else moment end
    from public.referral f where f.referral_id = any(ids) and f.report_id = any(reports) and r.report_id = f.report_id;
  end if;
  perform public.restamp_grounds(reports);
  return query select unnest(reports);
end $$;
