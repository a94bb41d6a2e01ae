-- The desk whose service named a source first: only so many of its names wait at a time until an administrator has placed them.

alter table source add column named_by_no int;
