-- While a batch comes in it is asked after each chunk which reports have new content; those that others' news made stale wait for the end
-- of it, and are soon tens of thousands.

create index report_changed on report (due_since, report_id) where due & 1::smallint <> 0;
