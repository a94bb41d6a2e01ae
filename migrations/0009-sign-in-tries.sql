-- Tries at sign-in are counted by a keyed digest of the name that was typed: it may be a password in the wrong field.

delete from sign_in_attempt;
alter table sign_in_attempt rename column login to login_key;
create index sign_in_attempt_last on sign_in_attempt (last_at);
