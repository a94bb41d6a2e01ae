-- Of a value that very many reports hold the look-up asks for the reader's own first, the newest of them: so it reads who sees a report,
-- and when it came, besides who holds it.

grant select (seen_by, received_at) on report to tipbridge_lookup;
