-- What officers write on a case may speak of a child, as a note on a report may: sealed under a key of the case. `note` holds what was
-- written before.

alter table case_event add column sealed_note bytea;
