table agency: agency_id uuid not null, pack text not null, slug text not null, no integer not null, hi integer not null, parent_no integer, chain integer[] not null, kind text not null, name jsonb not null, zone text not null, may_register boolean not null, is_active boolean not null, made_at timestamp with time zone not null
table alert: alert_id uuid not null, agency_no integer not null, person_id uuid, kind text not null, subject_kind text not null, subject_id text not null, number text, facts jsonb not null, at timestamp with time zone not null, once text [row-level security]
table api_token: token_id uuid not null, token_hash bytea not null, person_id uuid not null, agency_no integer not null, name text not null, made_at timestamp with time zone not null, used_at timestamp with time zone, ended_at timestamp with time zone
table asked: holder_no integer not null, asker_no integer not null, subject_kind text not null, subject_id uuid not null, asked_on date not null, asker_name text not null, held integer not null, at timestamp with time zone not null [row-level security]
table audit_entry: entry_id uuid not null, xact bigint not null, at timestamp with time zone not null, actor_id uuid, actor_name text not null, agency_no integer, action text not null, outcome text not null, subject_kind text, subject_id text, request_id text, detail text not null, mac bytea not null
table audit_leaf: place bigint not null, entry_id uuid not null, leaf bytea not null
table batch: batch_id uuid not null, desk_no integer not null, source_id text not null, door text not null, handed_in_by uuid, handed_in_name text not null, state text not null, files integer not null, records integer not null, accepted integer not null, accepted_with_issues integer not null, duplicate integer not null, new_version integer not null, quarantined integer not null, failed integer not null, reason text, made_at timestamp with time zone not null, started_at timestamp with time zone, finished_at timestamp with time zone, open_until timestamp with time zone, claimed_until timestamp with time zone, tries integer not null [row-level security]
table candidate: report_id uuid not null, rank smallint not null, agency_no integer not null, holder_no integer not null, seen_by integer[] not null, version integer not null, rule_version text not null, strength text not null, weight smallint not null, reasons jsonb not null, at timestamp with time zone not null [row-level security]
table case_event: case_id uuid not null, event_id uuid not null, holder_no integer not null, seen_by integer[] not null, event text not null, agency_no integer not null, note text not null, facts jsonb not null, person_id uuid not null, person_name text not null, at timestamp with time zone not null, sealed_note bytea [row-level security]
table case_number: case_id uuid not null, ordinal smallint not null, holder_no integer not null, seen_by integer[] not null, number text not null, agency_no integer not null, series text not null, year integer not null, serial integer, is_entered boolean not null, ground text not null, person_id uuid not null, person_name text not null, at timestamp with time zone not null [row-level security]
table case_number_of: agency_no integer not null, number_key text not null, case_id uuid not null
table case_report: case_id uuid not null, report_id uuid not null, holder_no integer not null, seen_by integer[] not null, added_by uuid not null, added_name text not null, at timestamp with time zone not null [row-level security]
table checkpoint: size bigint not null, root bytea not null, frontier bytea not null, last_xact bigint not null, last_entry_id uuid not null, note text not null, at timestamp with time zone not null
table cluster_event: event_id uuid not null, was uuid, now uuid, reports integer not null, because text not null, because_id uuid, at timestamp with time zone not null
table cluster_of: report_id uuid not null, at timestamp with time zone not null, frame_id uuid not null, frame_at timestamp with time zone not null, cluster_id uuid not null, is_ruled boolean not null, keys uuid[] not null
table court_case: case_id uuid not null, number text not null, holder_no integer not null, seen_by integer[] not null, state text not null, title text not null, offences text[] not null, registered_at timestamp with time zone not null, closed_at timestamp with time zone, outcome text, reason text, reports integer not null, changed_at timestamp with time zone not null [row-level security]
table data_key: report_id uuid not null, holder_no integer not null, seen_by integer[] not null, wrapped bytea not null [row-level security]
table enrichment: report_id uuid not null, version integer not null, holder_no integer not null, seen_by integer[] not null, rule_version text not null, data_on date, facts text not null, at timestamp with time zone not null [row-level security]
table lease: name text not null, holder text not null, fence bigint not null, until timestamp with time zone not null
table link_ruling: identifier_id uuid not null, ruling text not null, person_id uuid not null, person_name text not null, agency_no integer not null, reason text not null, at timestamp with time zone not null, withdrawn_at timestamp with time zone, applied text not null
table link_value: identifier_id uuid not null, kind text not null, n integer not null, rep uuid, state smallint not null, g_lo integer not null, g_hi integer
table link_verdict: verdict_id uuid not null, kind text not null, members uuid[] not null, sides smallint[] not null, person_id uuid not null, person_name text not null, agency_no integer not null, reason text not null, at timestamp with time zone not null, withdrawn_at timestamp with time zone, withdrawn_by uuid, withdrawn_name text, withdrawn_reason text, applied text not null
table link_verdict_member: report_id uuid not null, verdict_id uuid not null, side smallint not null
table note: report_id uuid not null, note_id uuid not null, holder_no integer not null, seen_by integer[] not null, text bytea not null, written_by uuid not null, written_name text not null, written_no integer not null, at timestamp with time zone not null [row-level security]
table number_block: year integer not null, next bigint not null
table number_series: agency_no integer not null, series text not null, year integer not null, next integer not null
table original: digest bytea not null, size_bytes bigint not null, stored_bytes bigint not null, address text not null, wrapped_key bytea not null, kept_at timestamp with time zone not null
table pack_confirmation: pack text not null, entry text not null, person_id uuid not null, person_name text not null, at timestamp with time zone not null, note text not null, withdrawn_at timestamp with time zone
table person: person_id uuid not null, login text not null, name text not null, kind text not null, language text not null, is_keys_on boolean not null, hidden_columns text[] not null, password text, totp bytea, is_totp_on boolean not null, must_change boolean not null, made_at timestamp with time zone not null, disabled_at timestamp with time zone
table re_registration: report_id uuid not null, case_id uuid not null, ordinal smallint not null, from_no integer not null, to_no integer not null, at timestamp with time zone not null [row-level security]
table receipt: batch_id uuid not null, ordinal integer not null, part integer not null, kind text not null, desk_no integer not null, file text not null, state text not null, reason text, place jsonb, excerpt text, format text, digest bytea, byte_from bigint, byte_to bigint, record_digest bytea, source_id text, source_number text, report_id uuid, number text, version integer, issues integer not null, tries integer not null, at timestamp with time zone not null, set_aside_at timestamp with time zone, set_aside_by uuid, set_aside_reason text [row-level security]
table referral: report_id uuid not null, referral_id uuid not null, offer_id uuid not null, number text not null, from_no integer not null, to_no integer not null, state text not null, is_danger boolean not null, report_state_before text not null, offer_due_before timestamp with time zone, outcome_due_before timestamp with time zone, note text not null, reason text, outcome text, offered_by uuid not null, offered_name text not null, offered_at timestamp with time zone not null, answer_due_at timestamp with time zone, acknowledged_at timestamp with time zone, answered_by uuid, answered_name text, ended_at timestamp with time zone, clock_from_before timestamp with time zone [row-level security]
table referral_event: report_id uuid not null, event_id uuid not null, referral_id uuid not null, from_no integer not null, to_no integer not null, event text not null, note text not null, person_id uuid not null, person_name text not null, agency_no integer not null, at timestamp with time zone not null [row-level security]
table report: report_id uuid not null, number text not null, source_id text not null, source_number text, sender_id text not null, sender_name text not null, holder_no integer not null, seen_by integer[] not null, first_holder_no integer not null, state text not null, version integer not null, rendition integer not null, incident_type text, incident_at timestamp with time zone, received_at timestamp with time zone not null, subject jsonb, priority smallint not null, band text, score smallint, is_danger boolean not null, is_reranked boolean not null, first_reason jsonb, complete smallint, complete_of smallint, candidate_no integer, candidate_strength text, is_follow_up boolean not null, is_retracted boolean not null, files smallint not null, assignee_id uuid, assignee_name text, offer_due_at timestamp with time zone, outcome_due_at timestamp with time zone, referred_at timestamp with time zone, acknowledged_at timestamp with time zone, registered_at timestamp with time zone, ended_at timestamp with time zone, outcome text, ended_by_no integer, case_id uuid, case_number text, due smallint not null, due_since timestamp with time zone, tries smallint not null, parked_reason text, changed_at timestamp with time zone not null, clock_from_at timestamp with time zone [row-level security]
table report_opened: report_id uuid not null, person_id uuid not null, version integer not null, at timestamp with time zone not null
table report_version: report_id uuid not null, version integer not null, rendition integer not null, holder_no integer not null, seen_by integer[] not null, format text not null, batch_id uuid not null, digest bytea not null, byte_from bigint not null, byte_to bigint not null, record_digest bytea not null, content bytea not null, issues integer not null, accepted_at timestamp with time zone not null [row-level security]
table role_grant: person_id uuid not null, agency_no integer not null, role text not null, given_by uuid, given_at timestamp with time zone not null
table saved_view: view_id uuid not null, person_id uuid not null, page text not null, name text not null, query text not null, made_at timestamp with time zone not null, seen_at timestamp with time zone, removed_at timestamp with time zone
table schema_migration: name text not null, sha256 text not null, applied_at timestamp with time zone not null
table score: report_id uuid not null, version integer not null, holder_no integer not null, seen_by integer[] not null, rule_version text not null, points smallint not null, band text not null, reasons jsonb not null, missing jsonb not null, elsewhere integer not null, reranked jsonb, at timestamp with time zone not null [row-level security]
table seen_mark: person_id uuid not null, page text not null, seen_at timestamp with time zone not null
table session: session_id uuid not null, token_hash bytea not null, person_id uuid not null, agency_no integer not null, started_at timestamp with time zone not null, seen_at timestamp with time zone not null, expires_at timestamp with time zone not null, ended_at timestamp with time zone
table setting: name text not null, value jsonb not null
table sight: report_id uuid not null, agency_no integer not null, ground text not null, ground_id uuid not null, since timestamp with time zone not null
table sighting: identifier_id uuid not null, report_id uuid not null, kind text not null, role text not null, is_sealed boolean not null
table sign_in_attempt: login_key text not null, wrong integer not null, last_at timestamp with time zone not null, wait_until timestamp with time zone, code_step bigint
table source: source_id text not null, name text not null, pack text not null, desk_no integer not null, kind text not null, made_at timestamp with time zone not null, is_placed boolean not null, named_by_no integer
table unit_substitute: agency_no integer not null, substitute_no integer not null
CREATE UNIQUE INDEX agency_no ON public.agency USING btree (no)
CREATE UNIQUE INDEX agency_pkey ON public.agency USING btree (agency_id)
CREATE UNIQUE INDEX agency_slug ON public.agency USING btree (pack, slug)
CREATE INDEX alert_agency ON public.alert USING btree (agency_no, at DESC)
CREATE UNIQUE INDEX alert_once ON public.alert USING btree (once) WHERE (once IS NOT NULL)
CREATE UNIQUE INDEX alert_pkey ON public.alert USING btree (alert_id)
CREATE UNIQUE INDEX api_token_hash ON public.api_token USING btree (token_hash)
CREATE UNIQUE INDEX api_token_pkey ON public.api_token USING btree (token_id)
CREATE INDEX asked_by ON public.asked USING btree (asker_no, at DESC)
CREATE INDEX asked_of ON public.asked USING btree (holder_no, at DESC)
CREATE INDEX asked_order ON public.asked USING btree (at)
CREATE UNIQUE INDEX asked_pkey ON public.asked USING btree (holder_no, asker_no, subject_id, asked_on)
CREATE INDEX audit_entry_actor ON public.audit_entry USING btree (actor_id, at DESC)
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (at, entry_id)
CREATE INDEX audit_entry_kind ON public.audit_entry USING btree (split_part(action, '.'::text, 1), at, entry_id)
CREATE INDEX audit_entry_not_done ON public.audit_entry USING btree (at, entry_id) WHERE (outcome <> 'done'::text)
CREATE INDEX audit_entry_order ON public.audit_entry USING btree (xact, entry_id)
CREATE UNIQUE INDEX audit_entry_pkey ON public.audit_entry USING btree (entry_id)
CREATE INDEX audit_entry_reports ON public.audit_entry USING gin (string_to_array(translate("substring"(detail, '"reports":\[([^]]*)\]'::text), '"'::text, ''::text), ','::text)) WHERE (detail ~~ '%"reports":["%'::text)
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (subject_id, at DESC)
CREATE INDEX audit_entry_unit ON public.audit_entry USING btree (agency_no, at, entry_id)
CREATE INDEX audit_entry_verb ON public.audit_entry USING btree (split_part(action, '.'::text, 2), at, entry_id)
CREATE UNIQUE INDEX audit_leaf_entry ON public.audit_leaf USING btree (entry_id)
CREATE UNIQUE INDEX audit_leaf_pkey ON public.audit_leaf USING btree (place)
CREATE INDEX batch_desk ON public.batch USING btree (desk_no, made_at DESC, batch_id)
CREATE UNIQUE INDEX batch_pkey ON public.batch USING btree (batch_id)
CREATE INDEX batch_waiting ON public.batch USING btree (made_at) WHERE (state = ANY (ARRAY['open'::text, 'waiting'::text, 'reading'::text]))
CREATE UNIQUE INDEX candidate_pkey ON public.candidate USING btree (report_id, rank)
CREATE UNIQUE INDEX case_event_pkey ON public.case_event USING btree (case_id, event_id)
CREATE UNIQUE INDEX case_number_pkey ON public.case_number USING btree (case_id, ordinal)
CREATE UNIQUE INDEX case_number_of_pkey ON public.case_number_of USING btree (agency_no, number_key)
CREATE INDEX case_number_text ON public.case_number_of USING btree (number_key)
CREATE UNIQUE INDEX case_report_pkey ON public.case_report USING btree (case_id, report_id)
CREATE INDEX case_report_report ON public.case_report USING btree (report_id)
CREATE UNIQUE INDEX checkpoint_pkey ON public.checkpoint USING btree (size)
CREATE INDEX cluster_event_now ON public.cluster_event USING btree (now, at)
CREATE UNIQUE INDEX cluster_event_pkey ON public.cluster_event USING btree (event_id)
CREATE INDEX cluster_of_cluster ON public.cluster_of USING btree (cluster_id)
CREATE INDEX cluster_of_frame ON public.cluster_of USING btree (frame_id)
CREATE UNIQUE INDEX cluster_of_pkey ON public.cluster_of USING btree (report_id)
CREATE INDEX court_case_changed ON public.court_case USING btree (changed_at)
CREATE INDEX court_case_holder ON public.court_case USING btree (holder_no, state, registered_at DESC, case_id)
CREATE INDEX court_case_order ON public.court_case USING btree (registered_at, case_id)
CREATE UNIQUE INDEX court_case_pkey ON public.court_case USING btree (case_id)
CREATE INDEX court_case_seen_by ON public.court_case USING gin (seen_by)
CREATE UNIQUE INDEX data_key_pkey ON public.data_key USING btree (report_id)
CREATE UNIQUE INDEX enrichment_pkey ON public.enrichment USING btree (report_id)
CREATE UNIQUE INDEX lease_pkey ON public.lease USING btree (name)
CREATE UNIQUE INDEX link_ruling_pkey ON public.link_ruling USING btree (identifier_id, at)
CREATE INDEX link_ruling_waiting ON public.link_ruling USING btree (at) WHERE ((applied = 'no'::text) OR ((applied = 'yes'::text) AND (withdrawn_at IS NOT NULL)))
CREATE INDEX link_value_listed ON public.link_value USING btree (state) WHERE (state = ANY (ARRAY[3, 4]))
CREATE UNIQUE INDEX link_value_pkey ON public.link_value USING btree (identifier_id)
CREATE UNIQUE INDEX link_verdict_pkey ON public.link_verdict USING btree (verdict_id)
CREATE INDEX link_verdict_waiting ON public.link_verdict USING btree (at) WHERE ((applied = 'no'::text) OR ((applied = 'yes'::text) AND (withdrawn_at IS NOT NULL)))
CREATE UNIQUE INDEX link_verdict_member_pkey ON public.link_verdict_member USING btree (report_id, verdict_id)
CREATE UNIQUE INDEX note_pkey ON public.note USING btree (report_id, note_id)
CREATE UNIQUE INDEX number_block_pkey ON public.number_block USING btree (year)
CREATE UNIQUE INDEX number_series_pkey ON public.number_series USING btree (agency_no, series, year)
CREATE UNIQUE INDEX original_pkey ON public.original USING btree (digest)
CREATE UNIQUE INDEX pack_confirmation_pkey ON public.pack_confirmation USING btree (pack, entry, at)
CREATE UNIQUE INDEX person_login ON public.person USING btree (login)
CREATE UNIQUE INDEX person_pkey ON public.person USING btree (person_id)
CREATE UNIQUE INDEX re_registration_pkey ON public.re_registration USING btree (report_id, case_id, ordinal)
CREATE INDEX re_registration_to ON public.re_registration USING btree (to_no, at)
CREATE UNIQUE INDEX receipt_pkey ON public.receipt USING btree (batch_id, ordinal, part)
CREATE INDEX receipt_report ON public.receipt USING btree (report_id)
CREATE INDEX receipt_trouble ON public.receipt USING btree (desk_no, at DESC) WHERE ((state = ANY (ARRAY['quarantined'::text, 'failed'::text])) AND (set_aside_at IS NULL))
CREATE INDEX referral_from ON public.referral USING btree (from_no, state, offered_at DESC, referral_id)
CREATE INDEX referral_id ON public.referral USING btree (referral_id)
CREATE INDEX referral_overdue ON public.referral USING btree (answer_due_at) WHERE (state = 'offered'::text)
CREATE UNIQUE INDEX referral_pkey ON public.referral USING btree (report_id, referral_id)
CREATE INDEX referral_to ON public.referral USING btree (to_no, state, offered_at DESC, referral_id)
CREATE INDEX referral_event_of ON public.referral_event USING btree (referral_id, at)
CREATE UNIQUE INDEX referral_event_pkey ON public.referral_event USING btree (report_id, event_id)
CREATE INDEX report_account ON public.report USING btree (first_holder_no, received_at)
CREATE INDEX report_arrival ON public.report USING btree (state, received_at, report_id)
CREATE INDEX report_assignee ON public.report USING btree (assignee_id, state) WHERE (assignee_id IS NOT NULL)
CREATE INDEX report_case ON public.report USING btree (case_id) WHERE (case_id IS NOT NULL)
CREATE INDEX report_changed ON public.report USING btree (due_since, report_id) WHERE ((due & (1)::smallint) <> 0)
CREATE INDEX report_due ON public.report USING btree (due_since, report_id) WHERE (due <> 0)
CREATE INDEX report_holder ON public.report USING btree (holder_no, state, priority DESC, received_at, report_id)
CREATE INDEX report_holder_arrival ON public.report USING btree (holder_no, state, received_at, report_id)
CREATE INDEX report_number ON public.report USING btree (number)
CREATE INDEX report_offer_due ON public.report USING btree (offer_due_at) WHERE (offer_due_at IS NOT NULL)
CREATE INDEX report_outcome_due ON public.report USING btree (outcome_due_at) WHERE (outcome_due_at IS NOT NULL)
CREATE UNIQUE INDEX report_pkey ON public.report USING btree (report_id)
CREATE INDEX report_queue ON public.report USING btree (state, priority DESC, received_at, report_id)
CREATE INDEX report_seen_by ON public.report USING gin (seen_by)
CREATE INDEX report_source_number ON public.report USING btree (source_number)
CREATE UNIQUE INDEX report_opened_pkey ON public.report_opened USING btree (report_id, person_id)
CREATE UNIQUE INDEX report_version_pkey ON public.report_version USING btree (report_id, version, rendition)
CREATE UNIQUE INDEX role_grant_pkey ON public.role_grant USING btree (person_id, agency_no, role)
CREATE INDEX saved_view_person ON public.saved_view USING btree (person_id, page)
CREATE UNIQUE INDEX saved_view_pkey ON public.saved_view USING btree (view_id)
CREATE UNIQUE INDEX schema_migration_pkey ON public.schema_migration USING btree (name)
CREATE UNIQUE INDEX score_pkey ON public.score USING btree (report_id)
CREATE UNIQUE INDEX seen_mark_pkey ON public.seen_mark USING btree (person_id, page)
CREATE INDEX session_person ON public.session USING btree (person_id, started_at)
CREATE UNIQUE INDEX session_pkey ON public.session USING btree (session_id)
CREATE UNIQUE INDEX session_token ON public.session USING btree (token_hash)
CREATE UNIQUE INDEX setting_pkey ON public.setting USING btree (name)
CREATE UNIQUE INDEX sight_pkey ON public.sight USING btree (report_id, agency_no, ground, ground_id)
CREATE UNIQUE INDEX sighting_pkey ON public.sighting USING btree (identifier_id, report_id, role)
CREATE INDEX sighting_report ON public.sighting USING btree (report_id)
CREATE INDEX sign_in_attempt_last ON public.sign_in_attempt USING btree (last_at)
CREATE UNIQUE INDEX sign_in_attempt_pkey ON public.sign_in_attempt USING btree (login_key)
CREATE UNIQUE INDEX source_pkey ON public.source USING btree (source_id)
CREATE UNIQUE INDEX unit_substitute_pkey ON public.unit_substitute USING btree (agency_no, substitute_no)
policy alert_made on alert for insert to tipbridge_app using () check (true)
policy alert_seen on alert for select to tipbridge_app using ((agency_no = ANY ((string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy asked_made on asked for all to tipbridge_lookup using (true) check (true)
policy asked_seen on asked for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR ((asker_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (asker_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))) check ()
policy batch_changed on batch for update to tipbridge_app using (((desk_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (desk_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy batch_made on batch for insert to tipbridge_app using () check (((desk_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (desk_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))
policy batch_seen on batch for select to tipbridge_app using (((desk_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (desk_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy candidate_seen on candidate for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy case_event_made on case_event for insert to tipbridge_app using () check ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) AND (seen_by = '{}'::integer[])))
policy case_event_seen on case_event for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy case_number_made on case_number for insert to tipbridge_app using () check ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) AND (seen_by = '{}'::integer[])))
policy case_number_seen on case_number for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy case_report_made on case_report for insert to tipbridge_app using () check ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) AND (seen_by = '{}'::integer[])))
policy case_report_seen on case_report for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy court_case_held on court_case for update to tipbridge_app using (((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy court_case_made on court_case for insert to tipbridge_app using () check ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) AND (seen_by = '{}'::integer[])))
policy court_case_seen on court_case for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy data_key_seen on data_key for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy enrichment_seen on enrichment for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy note_made on note for insert to tipbridge_app using () check ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[])))
policy note_seen on note for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy re_registration_made on re_registration for insert to tipbridge_app using () check (((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))
policy re_registration_seen on re_registration for select to tipbridge_app using ((((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR ((to_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (to_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))) check ()
policy receipt_changed on receipt for update to tipbridge_app using (((desk_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (desk_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy receipt_made on receipt for insert to tipbridge_app using () check (((desk_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (desk_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))
policy receipt_seen on receipt for select to tipbridge_app using (((desk_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (desk_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy referral_answered on referral for update to tipbridge_app using ((((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR ((to_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (to_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))) check ()
policy referral_made on referral for insert to tipbridge_app using () check (((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))
policy referral_seen on referral for select to tipbridge_app using ((((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR ((to_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (to_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))) check ()
policy referral_event_made on referral_event for insert to tipbridge_app using () check ((((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR ((to_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (to_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))))
policy referral_event_seen on referral_event for select to tipbridge_app using ((((from_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (from_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR ((to_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (to_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)))) check ()
policy report_held on report for update to tipbridge_app using (((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy report_pointed on report for select to tipbridge_lookup using (true) check ()
policy report_seen on report for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy report_version_seen on report_version for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
policy score_held on score for update to tipbridge_app using (((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer))) check ()
policy score_seen on score for select to tipbridge_app using ((((holder_no >= (COALESCE(NULLIF(current_setting('tb.lo'::text, true), ''::text), '1'::text))::integer) AND (holder_no <= (COALESCE(NULLIF(current_setting('tb.hi'::text, true), ''::text), '0'::text))::integer)) OR (seen_by && (string_to_array(COALESCE(current_setting('tb.units'::text, true), ''::text), ','::text))::integer[]))) check ()
function restamp_case(id uuid, to_no integer, moment timestamp with time zone) security definer
function restamp_case_rows(id uuid) security definer
function restamp_grounds(reports uuid[]) security definer
function restamp_referrals(ids uuid[], event text, moment timestamp with time zone) security definer
function restamp_shared(ids uuid[], to_no integer, ground_id uuid, moment timestamp with time zone) security definer
function take_role(whom uuid, no integer, which text) security definer
function units_concerned(ids uuid[]) security definer
grant insert, select on agency to tipbridge_app
grant insert, select on alert to tipbridge_app
grant insert, select on api_token to tipbridge_app
grant select on asked to tipbridge_app
grant insert on audit_entry to tipbridge_app
grant insert, select on batch to tipbridge_app
grant select on candidate to tipbridge_app
grant insert, select on case_event to tipbridge_app
grant insert, select on case_number to tipbridge_app
grant insert, select on case_number_of to tipbridge_app
grant insert, select on case_report to tipbridge_app
grant insert, select on court_case to tipbridge_app
grant select on data_key to tipbridge_app
grant select on enrichment to tipbridge_app
grant insert, select on link_ruling to tipbridge_app
grant insert, select on link_verdict to tipbridge_app
grant insert on link_verdict_member to tipbridge_app
grant insert, select on note to tipbridge_app
grant insert, select on number_series to tipbridge_app
grant insert, select on original to tipbridge_app
grant insert, select on pack_confirmation to tipbridge_app
grant insert, select on person to tipbridge_app
grant insert, select on re_registration to tipbridge_app
grant insert, select on receipt to tipbridge_app
grant insert, select on referral to tipbridge_app
grant insert, select on referral_event to tipbridge_app
grant select on report to tipbridge_app
grant insert, select on report_opened to tipbridge_app
grant select on report_version to tipbridge_app
grant insert, select on role_grant to tipbridge_app
grant insert, select on saved_view to tipbridge_app
grant select on score to tipbridge_app
grant insert, select on seen_mark to tipbridge_app
grant insert, select on session to tipbridge_app
grant select on setting to tipbridge_app
grant insert, select on sign_in_attempt to tipbridge_app
grant insert, select on source to tipbridge_app
grant insert, select on unit_substitute to tipbridge_app
grant select on audit_entry to tipbridge_audit
grant select on audit_leaf to tipbridge_audit
grant select on checkpoint to tipbridge_audit
grant select on agency to tipbridge_lookup
grant insert, select on asked to tipbridge_lookup
grant select on cluster_of to tipbridge_lookup
grant select on link_ruling to tipbridge_lookup
grant select on link_value to tipbridge_lookup
grant select on link_verdict to tipbridge_lookup
grant select on link_verdict_member to tipbridge_lookup
grant select on sighting to tipbridge_lookup
grant update (is_active, may_register, name, zone) on agency to tipbridge_app
grant update (ended_at, used_at) on api_token to tipbridge_app
grant update (files, finished_at, reason, source_id, state) on batch to tipbridge_app
grant update (changed_at, closed_at, number, offences, outcome, reason, reports, state, title) on court_case to tipbridge_app
grant update (withdrawn_at) on link_ruling to tipbridge_app
grant update (withdrawn_at, withdrawn_by, withdrawn_name, withdrawn_reason) on link_verdict to tipbridge_app
grant update (next) on number_series to tipbridge_app
grant update (address, size_bytes, stored_bytes, wrapped_key) on original to tipbridge_app
grant update (withdrawn_at) on pack_confirmation to tipbridge_app
grant update (disabled_at, hidden_columns, is_keys_on, is_totp_on, language, login, must_change, name, password, totp) on person to tipbridge_app
grant update (reason, set_aside_at, set_aside_by, set_aside_reason, state, tries) on receipt to tipbridge_app
grant update (acknowledged_at, answered_by, answered_name, ended_at, note, outcome, reason, state) on referral to tipbridge_app
grant update (assignee_id, assignee_name, band, case_id, case_number, changed_at, clock_from_at, due, due_since, ended_at, ended_by_no, first_reason, is_reranked, offer_due_at, outcome, outcome_due_at, priority, registered_at, state) on report to tipbridge_app
grant update (at, version) on report_opened to tipbridge_app
grant update (name, query, removed_at, seen_at) on saved_view to tipbridge_app
grant update (reranked) on score to tipbridge_app
grant update (seen_at) on seen_mark to tipbridge_app
grant update (agency_no, ended_at, expires_at, seen_at) on session to tipbridge_app
grant update (code_step, last_at, wait_until, wrong) on sign_in_attempt to tipbridge_app
grant update (desk_no, is_placed, name) on source to tipbridge_app
grant update (asker_name, at, held) on asked to tipbridge_lookup
grant select (holder_no, received_at, report_id, seen_by) on report to tipbridge_lookup
