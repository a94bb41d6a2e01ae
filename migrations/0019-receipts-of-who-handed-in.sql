-- The receipt of a record lies where its file's does: with the unit that handed it in, which alone can have it read again. Of the older
-- ones only those in trouble move: where another unit's record ended well, its receipt says what only that unit may know.

update receipt r set desk_no = f.desk_no, reason = case when r.reason = 'version-not-yours' then 'source-not-yours' else r.reason end
from receipt f
where f.batch_id = r.batch_id and f.ordinal = r.ordinal and f.part = 0 and r.part > 0
  and r.state in ('quarantined', 'failed') and (r.desk_no <> f.desk_no or r.reason = 'version-not-yours');
