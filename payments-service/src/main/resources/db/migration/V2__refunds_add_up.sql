-- What is called refunded of a payment is the sum of its refunds that are pending or done, at the end of every transaction.
create function refunds_add_up() returns trigger language plpgsql as $$
declare
  payment_of text;
begin
  if tg_table_name = 'payment' then
    payment_of := new.id;
  else
    payment_of := new.payment_id;
  end if;
  if (select refunded from payment where id = payment_of) is distinct from
      (select coalesce(sum(amount), 0) from refund where payment_id = payment_of and status in ('pending', 'refunded')) then
    raise exception 'payment %: its refunds do not add up', payment_of using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create constraint trigger payment_refunds_add_up after update of refunded on payment deferrable initially deferred
  for each row execute function refunds_add_up();
create constraint trigger refund_adds_up after insert or update of status on refund deferrable initially deferred
  for each row execute function refunds_add_up();
