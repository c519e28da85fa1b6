package io.finops.payments.ledger;

import io.finops.payments.id.PaymentId;
import io.finops.payments.id.RefundId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of refunds. A refund's value is reserved on its payment's row before the gateway is asked, and released when
 * it is certain that nothing was refunded: so concurrent refunds cannot exceed the capture.
 */
public final class RefundLedger extends OperationLedger<Refund> {
    private static final String COLUMNS = "id, payment_id, merchant_id, status, amount, currency,"
            + " in_flight and due_at > now() as in_flight, created_at, settled_at";

    private final TransactionTemplate transaction;

    public RefundLedger(JdbcClient jdbc, TransactionTemplate transaction) {
        this(jdbc, transaction, jdbc);
    }

    /**
     * Creates the ledger.
     *
     * @param reserved for what follows the gateway's answer, so that it never waits behind new requests
     */
    public RefundLedger(JdbcClient jdbc, TransactionTemplate transaction, JdbcClient reserved) {
        super(jdbc, reserved, "refund", COLUMNS, RefundLedger::refund);
        this.transaction = transaction;
    }

    /** Claims a key and begins its refund, whose value is reserved. */
    public Claim claim(
            RefundId id, Payment payment, Money amount, IdempotencyKey key, RequestHash hash, Duration lease) {
        return inTransaction(() -> {
            int keys = jdbc.sql("insert into idempotency_key (merchant_id, key, request_hash, resource_id)"
                            + " values (:merchant, :key, :hash, :id) on conflict do nothing")
                    .param("merchant", payment.merchant().id())
                    .param("key", key.value())
                    .param("hash", hash.bytes())
                    .param("id", id.value())
                    .update();
            if (keys == 0) {
                return new Claim.KeyTaken();
            }
            if (!reserve(payment.id(), amount)) {
                return new Claim.Exceeds();
            }
            return jdbc.sql("""
                            insert into refund (id, payment_id, merchant_id, status, amount, currency, due_at, in_flight)
                            values (:id, :payment, :merchant, 'pending', :amount, :currency,
                              now() + :lease * interval '1 millisecond', true)
                            returning created_at
                            """)
                    .param("id", id.value())
                    .param("payment", payment.id().value())
                    .param("merchant", payment.merchant().id())
                    .param("amount", amount.minorUnits())
                    .param("currency", amount.currency().getCurrencyCode())
                    .param("lease", lease.toMillis())
                    .<Claim>query((rs, row) -> new Claim.Claimed(instant(rs, 1)))
                    .single();
        });
    }

    /** Claims it if its value can still be reserved. */
    @Override
    public Claim claimAgain(Refund failed, Duration lease) {
        return inTransaction(() -> {
            int rows = jdbc.sql("""
                            update refund set status = 'pending', settled_at = null, in_flight = true,
                              due_at = now() + :lease * interval '1 millisecond'
                            where id = :id and status = 'failed'
                            """)
                    .param("lease", lease.toMillis())
                    .param("id", failed.id().value())
                    .update();
            if (rows == 0) {
                return new Claim.KeyTaken();
            }
            return reserve(failed.paymentId(), failed.amount())
                    ? new Claim.Claimed(failed.createdAt())
                    : new Claim.Exceeds();
        });
    }

    /** What is not claimed in the end leaves nothing behind. */
    private Claim inTransaction(Supplier<Claim> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Claim claim = work.get();
            if (!(claim instanceof Claim.Claimed)) {
                status.setRollbackOnly();
            }
            return claim;
        }));
    }

    private boolean reserve(PaymentId paymentId, Money amount) {
        return jdbc.sql("update payment set refunded = refunded + :amount"
                                + " where id = :id and status = 'approved' and captured - refunded >= :amount")
                        .param("amount", amount.minorUnits())
                        .param("id", paymentId.value())
                        .update()
                == 1;
    }

    /** Settles a refund that was done, and posts it. Gives the time; empty when it was settled already. */
    public Optional<Instant> complete(RefundId id, String gatewayId) {
        return reserved.sql("""
                        with settled as (
                          update refund set status = 'refunded', gateway_id = :gateway, settled_at = now(), due_at = null,
                            in_flight = false
                          where id = :id and status = 'pending'
                          returning id, payment_id, currency, amount, settled_at
                        ), entry as (
                          insert into journal_entry (kind, payment_id, refund_id, currency)
                          select 'refund', payment_id, id, currency from settled returning id
                        ), posted as (
                          insert into posting (entry_id, account, amount)
                          select entry.id, side.account, side.sign * settled.amount
                          from entry, settled, (values ('merchant_payable', 1), ('gateway_receivable', -1)) as side (account, sign)
                        )
                        select settled_at from settled
                        """)
                .param("gateway", gatewayId)
                .param("id", id.value())
                .query((rs, row) -> instant(rs, 1))
                .optional();
    }

    /** Settles a refund that certainly did not happen, and releases its value. Gives the time; empty when it was settled already. */
    public Optional<Instant> giveUp(RefundId id, RefundStatus status) {
        return reserved.sql("""
                        with settled as (
                          update refund set status = :status, settled_at = now(), due_at = null, in_flight = false
                          where id = :id and status = 'pending'
                          returning payment_id, amount, settled_at
                        )
                        update payment set refunded = refunded - settled.amount from settled where payment.id = settled.payment_id
                        returning settled.settled_at
                        """)
                .param("status", status.label())
                .param("id", id.value())
                .query((rs, row) -> instant(rs, 1))
                .optional();
    }

    /** The refunds of a payment, oldest first, from the one after that id, or from the first. */
    public List<Refund> ofPayment(PaymentId paymentId, @Nullable RefundId after, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from refund where payment_id = :id and (:after::text is null or (created_at, id) > (
                          select created_at, id from refund where payment_id = :id and id = :after))
                        order by created_at, id limit :limit
                        """)
                .param("id", paymentId.value())
                .param("after", after == null ? null : after.value())
                .param("limit", limit)
                .query(RefundLedger::refund)
                .list();
    }

    private static Instant instant(ResultSet rs, int column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Refund refund(ResultSet rs, int row) throws SQLException {
        OffsetDateTime settledAt = rs.getObject("settled_at", OffsetDateTime.class);
        return new Refund(
                new RefundId(rs.getString("id")),
                new PaymentId(rs.getString("payment_id")),
                new Merchant(rs.getString("merchant_id")),
                RefundStatus.ofLabel(rs.getString("status")),
                Money.of(rs.getLong("amount"), rs.getString("currency")),
                rs.getBoolean("in_flight"),
                rs.getObject("created_at", OffsetDateTime.class).toInstant(),
                settledAt == null ? null : settledAt.toInstant());
    }
}
