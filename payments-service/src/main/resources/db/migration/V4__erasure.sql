-- For the owner, by hand: forgets who a customer was. Amounts, states and postings stay, and so does the token of the payment method, which says nothing
-- without the card gateway.
create function erase_customer(merchant text, erased text) returns bigint language sql as $$
  with done as (
    update payment set customer = null, description = null where merchant_id = merchant and customer = erased returning id
  )
  select count(*) from done
$$;

-- The same for all payments that were settled longer ago.
create function erase_settled_before(moment timestamptz) returns bigint language sql as $$
  with done as (
    update payment set customer = null, description = null
    where settled_at < moment and (customer is not null or description is not null) returning id
  )
  select count(*) from done
$$;
revoke execute on function erase_customer(text, text), erase_settled_before(timestamptz) from public;
