-- Lists in the order of arrival or registration, what is new since somebody looked, and the reports of a case are found without reading
-- all that lies beside them.

create index report_arrival on report (state, received_at, report_id);
create index report_holder_arrival on report (holder_no, state, received_at, report_id);
create index report_case on report (case_id) where case_id is not null;
create index court_case_order on court_case (registered_at, case_id);
create index asked_order on asked (at);
