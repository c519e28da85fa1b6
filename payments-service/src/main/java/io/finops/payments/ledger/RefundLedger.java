package io.finops.payments.ledger;

import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of refunds. A refund's value is reserved on its payment's row before the gateway is asked, and released when
 * it is certain that nothing was refunded: so concurrent refunds cannot exceed the capture. Thread-safe.
 */
public final class RefundLedger {
    private static final String COLUMNS = "id, payment_id, merchant_id, status, amount, currency,"
            + " in_flight and due_at > now() as in_flight, created_at, settled_at";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JdbcClient reserved;

    public RefundLedger(JdbcClient jdbc, TransactionTemplate transaction) {
        this(jdbc, transaction, jdbc);
    }

    /**
     * Creates the ledger.
     *
     * @param reserved for what follows the gateway's answer, so that it never waits behind new requests
     */
    public RefundLedger(JdbcClient jdbc, TransactionTemplate transaction, JdbcClient reserved) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.reserved = reserved;
    }

    /** How a claim ended. */
    public enum Claim {
        CLAIMED,
        KEY_TAKEN,
        /** More than what is left of the capture. */
        EXCEEDS
    }

    public Claim claim(String id, Payment payment, long amount, IdempotencyKey key, RequestHash hash, Duration lease) {
        Claim claim = transaction.execute(status -> {
            int keys = jdbc.sql("insert into idempotency_key (merchant_id, key, request_hash, resource_id)"
                            + " values (:merchant, :key, :hash, :id) on conflict do nothing")
                    .param("merchant", payment.merchantId())
                    .param("key", key.value())
                    .param("hash", hash.bytes())
                    .param("id", id)
                    .update();
            if (keys == 0) {
                return Claim.KEY_TAKEN;
            }
            if (!reserve(payment.id(), amount)) {
                status.setRollbackOnly();
                return Claim.EXCEEDS;
            }
            jdbc.sql("""
                            insert into refund (id, payment_id, merchant_id, status, amount, currency, due_at, in_flight)
                            values (:id, :payment, :merchant, 'pending', :amount, :currency,
                              now() + :lease * interval '1 millisecond', true)
                            """)
                    .param("id", id)
                    .param("payment", payment.id())
                    .param("merchant", payment.merchantId())
                    .param("amount", amount)
                    .param("currency", payment.amount().currency().getCurrencyCode())
                    .param("lease", lease.toMillis())
                    .update();
            return Claim.CLAIMED;
        });
        return claim == null ? Claim.KEY_TAKEN : claim;
    }

    /** Lets a failed refund try again, if its value can still be reserved. */
    public Claim claimAgain(Refund refund, Duration lease) {
        Claim claim = transaction.execute(status -> {
            int rows = jdbc.sql("""
                            update refund set status = 'pending', settled_at = null, in_flight = true,
                              due_at = now() + :lease * interval '1 millisecond'
                            where id = :id and status = 'failed'
                            """)
                    .param("lease", lease.toMillis())
                    .param("id", refund.id())
                    .update();
            if (rows == 0) {
                return Claim.KEY_TAKEN;
            }
            if (!reserve(refund.paymentId(), refund.amount().minorUnits())) {
                status.setRollbackOnly();
                return Claim.EXCEEDS;
            }
            return Claim.CLAIMED;
        });
        return claim == null ? Claim.KEY_TAKEN : claim;
    }

    private boolean reserve(String paymentId, long amount) {
        return jdbc.sql("update payment set refunded = refunded + :amount"
                                + " where id = :id and status = 'approved' and captured - refunded >= :amount")
                        .param("amount", amount)
                        .param("id", paymentId)
                        .update()
                == 1;
    }

    /** Settles a refund that was done, and posts it. False when it was settled already. */
    public boolean complete(String id, String gatewayId) {
        return reserved.sql("""
                        with settled as (
                          update refund set status = 'refunded', gateway_id = :gateway, settled_at = now(), due_at = null,
                            in_flight = false
                          where id = :id and status = 'pending'
                          returning id, payment_id, currency, amount
                        ), entry as (
                          insert into journal_entry (kind, payment_id, refund_id, currency)
                          select 'refund', payment_id, id, currency from settled returning id
                        ), posted as (
                          insert into posting (entry_id, account, amount)
                          select entry.id, side.account, side.sign * settled.amount
                          from entry, settled, (values ('merchant_payable', 1), ('gateway_receivable', -1)) as side (account, sign)
                        )
                        select id from settled
                        """)
                .param("gateway", gatewayId)
                .param("id", id)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Settles a refund that certainly did not happen, and releases its value. False when it was settled already. */
    public boolean giveUp(String id, RefundStatus status) {
        return reserved.sql("""
                        with settled as (
                          update refund set status = :status, settled_at = now(), due_at = null, in_flight = false
                          where id = :id and status = 'pending'
                          returning payment_id, amount
                        )
                        update payment set refunded = refunded - settled.amount from settled where payment.id = settled.payment_id
                        """).param("status", status.label()).param("id", id).update() == 1;
    }

    public void leaveUndecided(String id, Duration until) {
        reserved.sql("""
                        update refund set in_flight = false, due_at = now() + :wait * interval '1 millisecond'
                        where id = :id and status = 'pending'
                        """).param("wait", until.toMillis()).param("id", id).update();
    }

    /** Takes pending refunds that are due, so that no other replica takes them before the lease ends. */
    public List<Due> takeDue(int limit, Duration lease) {
        return reserved.sql("""
                        update refund set in_flight = false, attempts = attempts + 1,
                          due_at = now() + :lease * interval '1 millisecond'
                        where id in (select id from refund where status = 'pending' and due_at <= now()
                          order by due_at limit :limit for update skip locked)
                        returning attempts, %s
                        """.formatted(COLUMNS))
                .param("lease", lease.toMillis())
                .param("limit", limit)
                .query((rs, row) -> new Due(refund(rs), rs.getInt("attempts")))
                .list();
    }

    /** A pending refund taken for settling, and how often it was taken before and now. */
    public record Due(Refund refund, int attempts) {}

    public Optional<Refund> find(String id) {
        return reserved.sql("select " + COLUMNS + " from refund where id = :id")
                .param("id", id)
                .query((rs, row) -> refund(rs))
                .optional();
    }

    /** Only the merchant's own. */
    public Optional<Refund> find(String merchantId, String id) {
        return jdbc.sql("select " + COLUMNS + " from refund where id = :id and merchant_id = :merchant")
                .param("id", id)
                .param("merchant", merchantId)
                .query((rs, row) -> refund(rs))
                .optional();
    }

    /** The refunds of a payment, oldest first, from the one after that id, or from the first. */
    public List<Refund> ofPayment(String paymentId, @Nullable String after, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from refund where payment_id = :id and (:after::text is null or (created_at, id) > (
                          select created_at, id from refund where payment_id = :id and id = :after))
                        order by created_at, id limit :limit
                        """)
                .param("id", paymentId)
                .param("after", after)
                .param("limit", limit)
                .query((rs, row) -> refund(rs))
                .list();
    }

    private static Refund refund(ResultSet rs) throws SQLException {
        OffsetDateTime settledAt = rs.getObject("settled_at", OffsetDateTime.class);
        return new Refund(
                rs.getString("id"),
                rs.getString("payment_id"),
                rs.getString("merchant_id"),
                RefundStatus.ofLabel(rs.getString("status")),
                Money.of(rs.getLong("amount"), rs.getString("currency")),
                rs.getBoolean("in_flight"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }
}
