-- Ids begin with the time, so that a merchant's newest payments are at the end of its part of this index.
create index payment_of_merchant on payment (merchant_id, id);
