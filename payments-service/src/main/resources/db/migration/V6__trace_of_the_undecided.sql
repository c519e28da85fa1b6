-- The trace of the request that left it undecided (W3C's traceparent), if it is traced: what finishes it later refers to that.
alter table payment add column traceparent text;
alter table refund add column traceparent text;
