-- The trace of the request that an entry of an order's history came from; null where no request did, as when something
-- ran out, and for what was written before. A W3C trace id has 16 bytes, as a uuid has: no index, it is only shown.
alter table order_history add column trace_id uuid;
