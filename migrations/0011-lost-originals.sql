-- The row of an original whose file is lost takes the place of a copy that is handed in again.

grant update (size_bytes, stored_bytes, address, wrapped_key) on original to tipbridge_app;
