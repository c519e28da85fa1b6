package io.finops.payments.ledger;

import io.finops.payments.fraud.CustomerHistory;
import io.finops.payments.id.PaymentId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The record of payments. */
public final class PaymentLedger extends OperationLedger<Payment> {
    static final String COLUMNS = "id, merchant_id, status, amount, currency, payment_method, customer, country,"
            + " description, merchant_reference, metadata, decline_code, captured, refunded, in_flight and due_at > now() as in_flight,"
            + " created_at, settled_at";

    public PaymentLedger(JdbcClient jdbc) {
        this(jdbc, jdbc);
    }

    /**
     * Creates the ledger.
     *
     * @param reserved for what follows a charge, so that it never waits behind new requests
     */
    public PaymentLedger(JdbcClient jdbc, JdbcClient reserved) {
        super(jdbc, reserved, "payment", COLUMNS, PaymentLedger::payment);
    }

    /** What is known before a payment is claimed. */
    public record Preview(CustomerHistory history, Optional<KeyRecord> key) {}

    /** One read answers both questions that a new request raises: was this key used, and what is this customer's habit? */
    public Preview preview(Merchant merchant, IdempotencyKey key, PaymentOrder order) {
        return jdbc.sql("""
                        with history as (
                          select status, amount, currency, country, payment_method, created_at from payment
                          where merchant_id = :merchant and customer = :customer
                          order by created_at desc limit 50
                        ), habit as (
                          select count(*) filter (where created_at > now() - interval '1 minute') as last_minute,
                                 count(*) filter (where status = 'approved' and currency = :currency) as approved,
                                 coalesce(avg(amount) filter (where status = 'approved' and currency = :currency), 0)::float8 as mean,
                                 count(*) filter (where status = 'approved' and country is not null) as known_countries,
                                 count(*) filter (where status = 'approved' and country = :country) as same_country,
                                 count(*) filter (where status = 'approved') as approved_in_any,
                                 count(distinct payment_method) filter (where created_at > now() - interval '10 minutes') as methods
                          from history
                        )
                        select habit.*, k.request_hash, k.resource_id
                        from habit left join idempotency_key k on k.merchant_id = :merchant and k.key = :key
                        """)
                .param("merchant", merchant.id())
                .param("customer", order.customer())
                .param("currency", order.amount().currency().getCurrencyCode())
                .param("country", order.country())
                .param("key", key.value())
                .query((rs, row) -> new Preview(
                        new CustomerHistory(
                                rs.getLong(1),
                                rs.getLong(2),
                                rs.getDouble(3),
                                rs.getLong(4),
                                rs.getLong(5),
                                rs.getLong(6),
                                rs.getLong(7)),
                        keyRecord(rs.getBytes(8), rs.getString(9))))
                .single();
    }

    private static Optional<KeyRecord> keyRecord(byte @Nullable [] hash, @Nullable String resourceId) {
        return hash == null || resourceId == null
                ? Optional.empty()
                : Optional.of(new KeyRecord(RequestHash.stored(hash), resourceId));
    }

    /**
     * Claims a key and begins its payment, or records it as rejected when {@code rejected}. Until the lease ends nobody
     * else goes on with it.
     *
     * @return claimed, or that the key is taken
     */
    public Claim claim(
            PaymentId id,
            Merchant merchant,
            IdempotencyKey key,
            PaymentOrder order,
            double fraudScore,
            boolean rejected,
            Duration lease) {
        return jdbc.sql("""
                                with claimed as (
                                  insert into idempotency_key (merchant_id, key, request_hash, resource_id)
                                  values (:merchant, :key, :hash, :id)
                                  on conflict do nothing returning resource_id
                                )
                                insert into payment (id, merchant_id, status, amount, currency, payment_method, customer, country,
                                  description, merchant_reference, metadata, fraud_score, due_at, in_flight, settled_at)
                                select resource_id, :merchant, :status, :amount, :currency, :method, :customer, :country,
                                  :description, :reference, :metadata::jsonb, :score,
                                  case when :rejected then null else now() + :lease * interval '1 millisecond' end,
                                  not :rejected,
                                  case when :rejected then now() end
                                from claimed
                                returning created_at
                                """)
                .param("merchant", merchant.id())
                .param("key", key.value())
                .param("hash", order.hash().bytes())
                .param("id", id.value())
                .param("status", (rejected ? PaymentStatus.REJECTED : PaymentStatus.PENDING).label())
                .param("amount", order.amount().minorUnits())
                .param("currency", order.amount().currency().getCurrencyCode())
                .param("method", order.paymentMethod())
                .param("customer", order.customer())
                .param("country", order.country())
                .param("description", order.description())
                .param("reference", order.merchantReference())
                .param("metadata", Metadata.write(order.metadata()))
                .param("score", fraudScore)
                .param("rejected", rejected)
                .param("lease", lease.toMillis())
                .<Claim>query((rs, row) ->
                        new Claim.Claimed(rs.getObject(1, OffsetDateTime.class).toInstant()))
                .optional()
                .orElseGet(Claim.KeyTaken::new);
    }

    @Override
    public Claim claimAgain(Payment failed, Duration lease) {
        int rows = jdbc.sql("""
                        update payment set status = 'pending', settled_at = null, accepted_at = now(), in_flight = true,
                          due_at = now() + :lease * interval '1 millisecond'
                        where id = :id and status = 'failed'
                        """)
                .param("lease", lease.toMillis())
                .param("id", failed.id().value())
                .update();
        return rows == 1 ? new Claim.Claimed(failed.createdAt()) : new Claim.KeyTaken();
    }

    /**
     * Settles an approved payment and posts its capture.
     *
     * @param captured what the gateway says that it took; less than the amount is possible, and 0 too
     * @return empty when it was settled already
     */
    public Optional<Settled> approve(PaymentId id, String chargeId, Money captured, Money fee) {
        return reserved.sql("""
                        with settled as (
                          update payment set status = 'approved', charge_id = :charge, captured = :captured, fee = :fee,
                            settled_at = now(), due_at = null, in_flight = false
                          where id = :id and status = 'pending'
                          returning id, currency, accepted_at, settled_at
                        ), entry as (
                          insert into journal_entry (kind, payment_id, currency) select 'capture', id, currency from settled
                          returning id
                        ), posted as (
                          insert into posting (entry_id, account, amount)
                          select entry.id, side.account, side.amount
                          from entry, (values ('gateway_receivable', :captured - :fee), ('gateway_fees', :fee),
                            ('merchant_payable', -:captured)) as side (account, amount)
                          where side.amount <> 0
                        )
                        select settled_at, extract(epoch from clock_timestamp() - accepted_at)::float8 from settled
                        """)
                .param("charge", chargeId)
                .param("captured", captured.minorUnits())
                .param("fee", fee.minorUnits())
                .param("id", id.value())
                .query(Settled::of)
                .optional();
    }

    /** Settles a payment without money: declined by the gateway, or failed because it was certainly not charged. */
    public Optional<Settled> settleUncharged(
            PaymentId id, PaymentStatus status, @Nullable String chargeId, @Nullable String declineCode) {
        return reserved.sql("""
                        update payment set status = :status, charge_id = :charge, decline_code = :code,
                          settled_at = now(), due_at = null, in_flight = false
                        where id = :id and status = 'pending'
                        returning settled_at, extract(epoch from clock_timestamp() - accepted_at)::float8
                        """)
                .param("status", status.label())
                .param("charge", chargeId)
                .param("code", declineCode)
                .param("id", id.value())
                .query(Settled::of)
                .optional();
    }

    static Payment payment(ResultSet rs, int row) throws SQLException {
        Currency currency = Currency.getInstance(rs.getString("currency"));
        OffsetDateTime settledAt = rs.getObject("settled_at", OffsetDateTime.class);
        return new Payment(
                new PaymentId(rs.getString("id")),
                new Merchant(rs.getString("merchant_id")),
                new PaymentOrder(
                        new Money(rs.getLong("amount"), currency),
                        rs.getString("payment_method"),
                        rs.getString("customer"),
                        rs.getString("country"),
                        rs.getString("description"),
                        rs.getString("merchant_reference"),
                        Metadata.read(rs.getString("metadata"))),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                new PaymentState(
                        PaymentStatus.ofLabel(rs.getString("status")),
                        new Money(rs.getLong("captured"), currency),
                        new Money(rs.getLong("refunded"), currency),
                        rs.getString("decline_code"),
                        rs.getBoolean("in_flight"),
                        settledAt == null ? null : settledAt.toInstant()));
    }
}
