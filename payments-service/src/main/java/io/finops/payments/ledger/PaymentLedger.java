package io.finops.payments.ledger;

import io.finops.payments.fraud.CustomerHistory;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The record of payments. Each method is one SQL statement and so one transaction: nothing is ever held open while the
 * gateway is asked. Thread-safe.
 */
public final class PaymentLedger {
    static final String COLUMNS = "id, merchant_id, status, amount, currency, payment_method, customer, country,"
            + " description, fraud_score, decline_code, captured, refunded, in_flight and due_at > now() as in_flight,"
            + " created_at, settled_at";

    private final JdbcClient jdbc;
    private final JdbcClient reserved;

    public PaymentLedger(JdbcClient jdbc) {
        this(jdbc, jdbc);
    }

    /**
     * Creates the ledger.
     *
     * @param reserved for what follows a charge, so that it never waits behind new requests
     */
    public PaymentLedger(JdbcClient jdbc, JdbcClient reserved) {
        this.jdbc = jdbc;
        this.reserved = reserved;
    }

    /** What is known before a payment is claimed. */
    public record Preview(CustomerHistory history, Optional<KeyRecord> key) {}

    /** For what a key was used before. */
    public record KeyRecord(RequestHash requestHash, String resourceId) {}

    /** One read answers both questions that a new request raises: was this key used, and what is this customer's habit? */
    public Preview preview(String merchantId, IdempotencyKey key, PaymentOrder order) {
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
                .param("merchant", merchantId)
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
     * @return when the payment began; empty when somebody else was faster with this key
     */
    public Optional<Instant> claim(
            String id,
            String merchantId,
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
                                  description, fraud_score, due_at, in_flight, settled_at)
                                select resource_id, :merchant, :status, :amount, :currency, :method, :customer, :country,
                                  :description, :score,
                                  case when :rejected then null else now() + :lease * interval '1 millisecond' end,
                                  not :rejected,
                                  case when :rejected then now() end
                                from claimed
                                returning created_at
                                """)
                .param("merchant", merchantId)
                .param("key", key.value())
                .param("hash", order.hash().bytes())
                .param("id", id)
                .param("status", (rejected ? PaymentStatus.REJECTED : PaymentStatus.PENDING).label())
                .param("amount", order.amount().minorUnits())
                .param("currency", order.amount().currency().getCurrencyCode())
                .param("method", order.paymentMethod())
                .param("customer", order.customer())
                .param("country", order.country())
                .param("description", order.description())
                .param("score", fraudScore)
                .param("rejected", rejected)
                .param("lease", lease.toMillis())
                .query((rs, row) -> rs.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Lets a failed payment try again. False when another request has just done so. */
    public boolean claimAgain(String id, Duration lease) {
        return jdbc.sql("""
                                update payment set status = 'pending', settled_at = null, accepted_at = now(), in_flight = true,
                                  due_at = now() + :lease * interval '1 millisecond'
                                where id = :id and status = 'failed'
                                """).param("lease", lease.toMillis()).param("id", id).update() == 1;
    }

    /** When a payment was settled, and how long that took since it was accepted. */
    public record Settled(Instant at, Duration took) {
        private static Settled of(ResultSet rs) throws SQLException {
            return new Settled(rs.getObject(1, OffsetDateTime.class).toInstant(), Duration.ofNanos(Math.max(0, (long)
                    (rs.getDouble(2) * 1e9))));
        }
    }

    /**
     * Settles an approved payment and posts its capture.
     *
     * @param captured what the gateway says that it took; less than the amount is possible, and 0 too
     * @return empty when it was settled already
     */
    public Optional<Settled> approve(String id, String chargeId, long captured, long fee) {
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
                .param("captured", captured)
                .param("fee", fee)
                .param("id", id)
                .query((rs, row) -> Settled.of(rs))
                .optional();
    }

    /** Settles a payment without money: declined by the gateway, or failed because it was certainly not charged. */
    public Optional<Settled> settleUncharged(
            String id, PaymentStatus status, @Nullable String chargeId, @Nullable String declineCode) {
        return reserved.sql("""
                        update payment set status = :status, charge_id = :charge, decline_code = :code,
                          settled_at = now(), due_at = null, in_flight = false
                        where id = :id and status = 'pending'
                        returning settled_at, extract(epoch from clock_timestamp() - accepted_at)::float8
                        """)
                .param("status", status.label())
                .param("charge", chargeId)
                .param("code", declineCode)
                .param("id", id)
                .query((rs, row) -> Settled.of(rs))
                .optional();
    }

    /** Nobody is at work on it any more, its outcome is unknown: the reconciler may have it from then on. */
    public void leaveUndecided(String id, Duration until) {
        reserved.sql("""
                        update payment set in_flight = false, due_at = now() + :wait * interval '1 millisecond'
                        where id = :id and status = 'pending'
                        """).param("wait", until.toMillis()).param("id", id).update();
    }

    /** Takes pending payments that are due, so that no other replica takes them before the lease ends. */
    public List<Due> takeDue(int limit, Duration lease) {
        return reserved.sql("""
                        update payment set in_flight = false, attempts = attempts + 1,
                          due_at = now() + :lease * interval '1 millisecond'
                        where id in (select id from payment where status = 'pending' and due_at <= now()
                          order by due_at limit :limit for update skip locked)
                        returning attempts, %s
                        """.formatted(COLUMNS))
                .param("lease", lease.toMillis())
                .param("limit", limit)
                .query((rs, row) -> new Due(payment(rs), rs.getInt("attempts")))
                .list();
    }

    /** A pending payment taken for settling, and how often it was taken before and now. */
    public record Due(Payment payment, int attempts) {}

    /** Whosoever it is, for those who are at work on it. */
    public Optional<Payment> find(String id) {
        return find(reserved, id);
    }

    /** Only the merchant's own. */
    public Optional<Payment> find(String merchantId, String id) {
        return find(jdbc, id).filter(payment -> payment.merchantId().equals(merchantId));
    }

    private static Optional<Payment> find(JdbcClient jdbc, String id) {
        return jdbc.sql("select " + COLUMNS + " from payment where id = :id")
                .param("id", id)
                .query((rs, row) -> payment(rs))
                .optional();
    }

    public Optional<KeyRecord> findKey(String merchantId, IdempotencyKey key) {
        return jdbc.sql(
                        "select request_hash, resource_id from idempotency_key where merchant_id = :merchant and key = :key")
                .param("merchant", merchantId)
                .param("key", key.value())
                .query((rs, row) -> new KeyRecord(RequestHash.stored(rs.getBytes(1)), rs.getString(2)))
                .optional();
    }

    static Payment payment(ResultSet rs) throws SQLException {
        OffsetDateTime settledAt = rs.getObject("settled_at", OffsetDateTime.class);
        return new Payment(
                rs.getString("id"),
                rs.getString("merchant_id"),
                new PaymentOrder(
                        Money.of(rs.getLong("amount"), rs.getString("currency")),
                        rs.getString("payment_method"),
                        rs.getString("customer"),
                        rs.getString("country"),
                        rs.getString("description")),
                PaymentStatus.ofLabel(rs.getString("status")),
                rs.getDouble("fraud_score"),
                rs.getString("decline_code"),
                rs.getLong("captured"),
                rs.getLong("refunded"),
                rs.getBoolean("in_flight"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }
}
