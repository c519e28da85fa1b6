-- What the merchant knows a payment by, and what it wants to have kept with it.
-- Not valid: nothing is there to be checked, and the table stays open.
alter table payment
  add column merchant_reference text,
  add column metadata jsonb,
  add constraint payment_reference_is_short check (length(merchant_reference) <= 128) not valid,
  add constraint payment_metadata_is_an_object check (jsonb_typeof(metadata) = 'object') not valid;
create index payment_of_reference on payment (merchant_id, merchant_reference, id) where merchant_reference is not null;

-- The few that were not approved are found without reading all that were.
create index payment_not_approved on payment (merchant_id, status, id) where status in ('declined', 'rejected', 'failed');

-- A merchant may have put a person into either.
create or replace function erase_customer(merchant text, erased text) returns bigint language sql as $$
  with done as (
    update payment set customer = null, description = null, merchant_reference = null, metadata = null
    where merchant_id = merchant and customer = erased returning id
  )
  select count(*) from done
$$;
create or replace function erase_settled_before(moment timestamptz) returns bigint language sql as $$
  with done as (
    update payment set customer = null, description = null, merchant_reference = null, metadata = null
    where settled_at < moment
      and (customer is not null or description is not null or merchant_reference is not null or metadata is not null)
    returning id
  )
  select count(*) from done
$$;
