-- Payments, refunds and the double-entry ledger. What must never happen is refused here too, whatever the code above does.

create table payment (
  id             text        primary key,
  merchant_id    text        not null,
  status         text        not null check (status in ('pending', 'approved', 'declined', 'rejected', 'failed')),
  amount         bigint      not null check (amount > 0),
  currency       text        not null check (currency ~ '^[A-Z]{3}$'),
  payment_method text        not null,
  customer       text,
  country        text        check (country ~ '^[A-Z]{2}$'),
  description    text,
  fraud_score    double precision not null check (fraud_score between 0 and 1),
  charge_id      text,
  decline_code   text,
  captured       bigint      check (captured between 0 and amount),
  fee            bigint      check (fee >= 0),
  -- Value of the refunds that are pending or done: reserved before the gateway is asked, so that concurrent ones cannot exceed the capture.
  refunded       bigint      not null default 0,
  attempts       integer     not null default 0,
  -- While pending: from when on somebody else may go on with it.
  due_at         timestamptz,
  in_flight      boolean     not null default false,
  created_at     timestamptz not null default now(),
  accepted_at    timestamptz not null default now(),
  settled_at     timestamptz,
  constraint payment_pending_has_no_end check ((status = 'pending') = (settled_at is null)),
  constraint payment_pending_is_due check ((status = 'pending') = (due_at is not null)),
  constraint payment_approved_has_capture check ((status = 'approved') = (captured is not null)),
  constraint payment_refunds_within_capture check (refunded between 0 and coalesce(captured, 0))
);
create index payment_due on payment (due_at) where status = 'pending';
create index payment_history on payment (merchant_id, customer, created_at desc) where customer is not null;

create table refund (
  id          text        primary key,
  payment_id  text        not null references payment,
  merchant_id text        not null,
  status      text        not null check (status in ('pending', 'refunded', 'refused', 'failed')),
  amount      bigint      not null check (amount > 0),
  currency    text        not null,
  gateway_id  text,
  attempts    integer     not null default 0,
  due_at      timestamptz,
  in_flight   boolean     not null default false,
  created_at  timestamptz not null default now(),
  settled_at  timestamptz,
  constraint refund_pending_has_no_end check ((status = 'pending') = (settled_at is null)),
  constraint refund_pending_is_due check ((status = 'pending') = (due_at is not null))
);
create index refund_due on refund (due_at) where status = 'pending';
create index refund_of_payment on refund (payment_id, created_at);

create table idempotency_key (
  merchant_id  text        not null,
  key          text        not null check (length(key) between 1 and 255),
  request_hash bytea       not null,
  resource_id  text        not null,
  created_at   timestamptz not null default now(),
  primary key (merchant_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);

-- One entry a capture and one a refund; its postings are positive for a debit, negative for a credit, and add up to zero.
create table journal_entry (
  id         bigint      generated always as identity primary key,
  kind       text        not null check (kind in ('capture', 'refund')),
  payment_id text        not null references payment,
  refund_id  text        references refund,
  currency   text        not null,
  created_at timestamptz not null default now(),
  check ((kind = 'refund') = (refund_id is not null))
);
create unique index journal_entry_one_capture on journal_entry (payment_id) where kind = 'capture';
create unique index journal_entry_one_refund on journal_entry (refund_id) where kind = 'refund';
create index journal_entry_age on journal_entry (created_at);

create table posting (
  entry_id bigint not null references journal_entry,
  account  text   not null check (account in ('gateway_receivable', 'merchant_payable', 'gateway_fees')),
  amount   bigint not null check (amount <> 0),
  primary key (entry_id, account)
);

-- Totals of the days, rolled up to a watermark, so that reading the ledger's totals stays cheap for ever.
create table ledger_day (
  day          date   not null,
  currency     text   not null,
  transactions bigint not null default 0,
  captured     bigint not null default 0,
  refunded     bigint not null default 0,
  primary key (day, currency)
);
create table ledger_watermark (
  only_row        boolean     primary key default true check (only_row),
  rolled_up_until timestamptz not null
);
insert into ledger_watermark (rolled_up_until) values ('-infinity');

create function payment_guard() returns trigger language plpgsql as $$
begin
  if (new.id, new.merchant_id, new.amount, new.currency, new.payment_method, new.fraud_score, new.created_at)
      is distinct from (old.id, old.merchant_id, old.amount, old.currency, old.payment_method, old.fraud_score, old.created_at) then
    raise exception 'payment % is immutable', old.id using errcode = 'integrity_constraint_violation';
  end if;
  -- Certainly not charged may try again; every other end is final.
  if new.status <> old.status and not (old.status = 'pending' or (old.status = 'failed' and new.status = 'pending')) then
    raise exception 'payment %: % cannot become %', old.id, old.status, new.status using errcode = 'integrity_constraint_violation';
  end if;
  if old.status in ('approved', 'declined', 'rejected')
      and (new.captured, new.fee, new.charge_id, new.settled_at) is distinct from (old.captured, old.fee, old.charge_id, old.settled_at) then
    raise exception 'payment % is settled', old.id using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger payment_guard before update on payment for each row execute function payment_guard();

create function refund_guard() returns trigger language plpgsql as $$
begin
  if (new.id, new.payment_id, new.merchant_id, new.amount, new.currency, new.created_at)
      is distinct from (old.id, old.payment_id, old.merchant_id, old.amount, old.currency, old.created_at) then
    raise exception 'refund % is immutable', old.id using errcode = 'integrity_constraint_violation';
  end if;
  if new.status <> old.status and not (old.status = 'pending' or (old.status = 'failed' and new.status = 'pending')) then
    raise exception 'refund %: % cannot become %', old.id, old.status, new.status using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger refund_guard before update on refund for each row execute function refund_guard();

-- Approved means posted: the capture's credit to the merchant equals what was captured.
create function payment_is_posted() returns trigger language plpgsql as $$
begin
  if new.captured is distinct from (
      select coalesce(-sum(p.amount), 0) from journal_entry e left join posting p on p.entry_id = e.id and p.account = 'merchant_payable'
      where e.payment_id = new.id and e.kind = 'capture' having count(e.id) > 0) then
    raise exception 'payment % is approved and not posted', new.id using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger payment_is_posted_at_birth after insert on payment for each row when (new.status = 'approved')
  execute function payment_is_posted();
create trigger payment_is_posted after update on payment for each row when (new.status = 'approved' and old.status <> 'approved')
  execute function payment_is_posted();

create function refund_is_posted() returns trigger language plpgsql as $$
begin
  if new.amount is distinct from (
      select sum(p.amount) from journal_entry e join posting p on p.entry_id = e.id and p.account = 'merchant_payable'
      where e.refund_id = new.id and e.kind = 'refund') then
    raise exception 'refund % is done and not posted', new.id using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger refund_is_posted after update on refund for each row when (new.status = 'refunded' and old.status <> 'refunded')
  execute function refund_is_posted();

-- An entry's postings come in one statement and balance in it.
create function postings_balance() returns trigger language plpgsql as $$
begin
  if exists (select from inserted group by entry_id having sum(amount) <> 0) then
    raise exception 'debits and credits differ' using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end $$;
create trigger postings_balance after insert on posting referencing new table as inserted
  for each statement execute function postings_balance();

create function never_changed() returns trigger language plpgsql as $$
begin
  raise exception '% on %: the record is only added to', tg_op, tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create trigger posting_never_changed before update or delete or truncate on posting for each statement execute function never_changed();
create trigger journal_entry_never_changed before update or delete or truncate on journal_entry for each statement execute function never_changed();
create trigger payment_never_deleted before delete or truncate on payment for each statement execute function never_changed();
create trigger refund_never_deleted before delete or truncate on refund for each statement execute function never_changed();
