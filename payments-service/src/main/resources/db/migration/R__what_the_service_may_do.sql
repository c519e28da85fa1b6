-- The service's role adds to the record and moves payments and refunds through their states. It changes no amount and no posting,
-- deletes nothing but idempotency keys, and owns nothing: it cannot switch a trigger off.
grant usage on schema ${flyway:defaultSchema} to "${service}";

grant select, insert on payment, refund, journal_entry, posting to "${service}";
grant update (status, charge_id, decline_code, captured, fee, refunded, attempts, due_at, in_flight, accepted_at, settled_at, traceparent)
  on payment to "${service}";
grant update (status, gateway_id, attempts, due_at, in_flight, settled_at, traceparent) on refund to "${service}";

-- Locking the rows to delete takes the right to update something.
grant select, insert, delete, update (created_at) on idempotency_key to "${service}";
grant select, insert, update on ledger_day, ledger_watermark to "${service}";
