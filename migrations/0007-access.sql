-- Who may see and change a row. A policy compares the row's own columns with settings of the transaction, nothing else.
-- tb.lo, tb.hi: the subtree of the reader's unit; tb.units: its number, for rows that were given to it. Missing settings fail closed.
-- Sight is not a right to change: update asks for the holder's subtree, and holder_no and seen_by are granted to nobody.

revoke all on schema public from public;
grant usage on schema public to tipbridge_app;
grant usage on schema public to tipbridge_lookup;
grant usage on schema public to tipbridge_audit;

alter table report enable row level security;
create policy report_seen on report for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table report_version enable row level security;
create policy report_version_seen on report_version for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table data_key enable row level security;
create policy data_key_seen on data_key for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table enrichment enable row level security;
create policy enrichment_seen on enrichment for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table score enable row level security;
create policy score_seen on score for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table candidate enable row level security;
create policy candidate_seen on candidate for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table note enable row level security;
create policy note_seen on note for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table court_case enable row level security;
create policy court_case_seen on court_case for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table case_number enable row level security;
create policy case_number_seen on case_number for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table case_report enable row level security;
create policy case_report_seen on case_report for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table case_event enable row level security;
create policy case_event_seen on case_event for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
create policy report_held on report for update to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy court_case_held on court_case for update to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy score_held on score for update to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy court_case_made on court_case for insert to tipbridge_app with check (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int and seen_by = '{}'
);
create policy case_number_made on case_number for insert to tipbridge_app with check (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int and seen_by = '{}'
);
create policy case_report_made on case_report for insert to tipbridge_app with check (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int and seen_by = '{}'
);
create policy case_event_made on case_event for insert to tipbridge_app with check (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int and seen_by = '{}'
);
create policy note_made on note for insert to tipbridge_app with check (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or seen_by && string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[]
);
alter table referral enable row level security;
create policy referral_seen on referral for select to tipbridge_app using (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or to_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
alter table referral_event enable row level security;
create policy referral_event_seen on referral_event for select to tipbridge_app using (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or to_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy referral_made on referral for insert to tipbridge_app with check (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy referral_answered on referral for update to tipbridge_app using (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or to_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy referral_event_made on referral_event for insert to tipbridge_app with check (
  from_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or to_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
alter table batch enable row level security;
create policy batch_seen on batch for select to tipbridge_app using (
  desk_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy batch_made on batch for insert to tipbridge_app with check (
  desk_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy batch_changed on batch for update to tipbridge_app using (
  desk_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
alter table receipt enable row level security;
create policy receipt_seen on receipt for select to tipbridge_app using (
  desk_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy receipt_made on receipt for insert to tipbridge_app with check (
  desk_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy receipt_changed on receipt for update to tipbridge_app using (
  desk_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
alter table alert enable row level security;
create policy alert_seen on alert for select to tipbridge_app using (
  agency_no = any(string_to_array(coalesce(current_setting('tb.units', true), ''), ',')::int[])
);
create policy alert_made on alert for insert to tipbridge_app with check (true);
alter table asked enable row level security;
create policy asked_seen on asked for select to tipbridge_app using (
  holder_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
  or asker_no between coalesce(nullif(current_setting('tb.lo', true), ''), '1')::int and coalesce(nullif(current_setting('tb.hi', true), ''), '0')::int
);
create policy asked_made on asked for all to tipbridge_lookup using (true) with check (true);
create policy report_pointed on report for select to tipbridge_lookup using (true);

-- The application: sees through the policies, changes named columns, deletes nothing.
grant select on agency to tipbridge_app;
grant select on unit_substitute to tipbridge_app;
grant select on source to tipbridge_app;
grant select on pack_confirmation to tipbridge_app;
grant select on person to tipbridge_app;
grant select on role_grant to tipbridge_app;
grant select on session to tipbridge_app;
grant select on api_token to tipbridge_app;
grant select on sign_in_attempt to tipbridge_app;
grant select on saved_view to tipbridge_app;
grant select on seen_mark to tipbridge_app;
grant select on setting to tipbridge_app;
grant select on batch to tipbridge_app;
grant select on receipt to tipbridge_app;
grant select on number_series to tipbridge_app;
grant select on link_verdict to tipbridge_app;
grant select on link_ruling to tipbridge_app;
grant select on case_number_of to tipbridge_app;
grant select on original to tipbridge_app;
grant select on report to tipbridge_app;
grant select on report_version to tipbridge_app;
grant select on data_key to tipbridge_app;
grant select on enrichment to tipbridge_app;
grant select on score to tipbridge_app;
grant select on candidate to tipbridge_app;
grant select on note to tipbridge_app;
grant select on court_case to tipbridge_app;
grant select on case_number to tipbridge_app;
grant select on case_report to tipbridge_app;
grant select on case_event to tipbridge_app;
grant select on referral to tipbridge_app;
grant select on referral_event to tipbridge_app;
grant select on asked to tipbridge_app;
grant select on alert to tipbridge_app;
grant insert on agency to tipbridge_app;
grant insert on unit_substitute to tipbridge_app;
grant insert on source to tipbridge_app;
grant insert on pack_confirmation to tipbridge_app;
grant insert on person to tipbridge_app;
grant insert on role_grant to tipbridge_app;
grant insert on session to tipbridge_app;
grant insert on api_token to tipbridge_app;
grant insert on sign_in_attempt to tipbridge_app;
grant insert on saved_view to tipbridge_app;
grant insert on seen_mark to tipbridge_app;
grant insert on batch to tipbridge_app;
grant insert on receipt to tipbridge_app;
grant insert on number_series to tipbridge_app;
grant insert on link_verdict to tipbridge_app;
grant insert on link_verdict_member to tipbridge_app;
grant insert on link_ruling to tipbridge_app;
grant insert on case_number_of to tipbridge_app;
grant insert on original to tipbridge_app;
grant insert on note to tipbridge_app;
grant insert on referral to tipbridge_app;
grant insert on referral_event to tipbridge_app;
grant insert on court_case to tipbridge_app;
grant insert on case_number to tipbridge_app;
grant insert on case_report to tipbridge_app;
grant insert on case_event to tipbridge_app;
grant insert on alert to tipbridge_app;
grant insert on audit_entry to tipbridge_app;
grant update (name, zone, may_register, is_active) on agency to tipbridge_app;
grant update (name, desk_no, is_placed) on source to tipbridge_app;
grant update (withdrawn_at) on pack_confirmation to tipbridge_app;
grant update (login, name, language, is_keys_on, hidden_columns, password, totp, is_totp_on, must_change, disabled_at) on person to tipbridge_app;
grant update (agency_no, seen_at, expires_at, ended_at) on session to tipbridge_app;
grant update (used_at, ended_at) on api_token to tipbridge_app;
grant update (wrong, last_at, wait_until, code_step) on sign_in_attempt to tipbridge_app;
grant update (name, query, seen_at, removed_at) on saved_view to tipbridge_app;
grant update (seen_at) on seen_mark to tipbridge_app;
grant select, insert on report_opened to tipbridge_app;
grant update (version, at) on report_opened to tipbridge_app;
grant update (state, files, source_id, reason, finished_at) on batch to tipbridge_app;
grant update (state, set_aside_at, set_aside_by, set_aside_reason, reason, tries) on receipt to tipbridge_app;
grant update (next) on number_series to tipbridge_app;
grant update (withdrawn_at, withdrawn_by, withdrawn_name, withdrawn_reason) on link_verdict to tipbridge_app;
grant update (withdrawn_at) on link_ruling to tipbridge_app;
grant update (state, priority, band, is_reranked, first_reason, assignee_id, assignee_name, offer_due_at, outcome_due_at,
  registered_at, ended_at, outcome, ended_by_no, case_id, case_number, due, due_since, changed_at) on report to tipbridge_app;
grant update (reranked) on score to tipbridge_app;
grant update (state, reason, outcome, acknowledged_at, answered_by, answered_name, ended_at, note) on referral to tipbridge_app;
grant update (number, state, title, offences, closed_at, outcome, reason, reports, changed_at) on court_case to tipbridge_app;

-- Roles are given and taken back; a taken role is the one row that goes, and the log keeps it.
create function take_role(whom uuid, no int, which text) returns int language sql security definer
  set search_path = pg_catalog, public, pg_temp as
  'with gone as (delete from public.role_grant where person_id = whom and agency_no = no and role = which returning 1) select count(*)::int from gone';
revoke all on function take_role(uuid, int, text) from public;
grant execute on function take_role(uuid, int, text) to tipbridge_app;

-- The look-up: ids, kinds and roles, and who holds a report. No value, nothing else.
grant select on sighting to tipbridge_lookup;
grant select on link_value to tipbridge_lookup;
grant select on cluster_of to tipbridge_lookup;
grant select on link_verdict to tipbridge_lookup;
grant select on link_verdict_member to tipbridge_lookup;
grant select on link_ruling to tipbridge_lookup;
grant select (report_id, holder_no) on report to tipbridge_lookup;
grant select, insert on asked to tipbridge_lookup;
grant update (held, at, asker_name) on asked to tipbridge_lookup;
grant select on agency to tipbridge_lookup;

-- The log is read by one role of its own.
grant select on audit_entry to tipbridge_audit;
grant select on audit_leaf to tipbridge_audit;
grant select on checkpoint to tipbridge_audit;

