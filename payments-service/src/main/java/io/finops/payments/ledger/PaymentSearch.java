package io.finops.payments.ledger;

import io.finops.payments.id.PaymentId;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.merchant.Merchant;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds a merchant's payments, newest first. Pages do not shift when payments are added: a page begins after an id. Thread-safe. */
public final class PaymentSearch {
    /**
     * Ids begin with the time by the service's clock, and the index is in their order: whoever looks for an old payment does not read
     * all newer ones. When it began is told by the database's clock.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    private final JdbcClient jdbc;

    public PaymentSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What is looked for; everything that is given must be true of a payment.
     *
     * @param from the earliest time of its beginning
     * @param to the first time that is too late
     * @param reference what the merchant knows it by
     * @param key the key it was asked for with, as long as that is kept
     * @param after the last payment of the page before
     * @param limit payments at most
     */
    public record Query(
            Merchant merchant,
            @Nullable PaymentStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String reference,
            @Nullable IdempotencyKey key,
            @Nullable PaymentId after,
            int limit) {}

    public List<Payment> find(Query query) {
        PaymentStatus status = query.status();
        IdempotencyKey key = query.key();
        PaymentId after = query.after();
        return jdbc.sql("select " + PaymentLedger.COLUMNS + """
                         from payment where merchant_id = :merchant
                          and (:status::text is null or status = :status)
                          and (:from::timestamptz is null or created_at >= :from and id >= :idFrom)
                          and (:to::timestamptz is null or created_at < :to and id < :idTo)
                          and (:reference::text is null or merchant_reference = :reference)
                          and (:key::text is null or id = (select resource_id from idempotency_key
                            where merchant_id = :merchant and key = :key))
                          and (:after::text is null or id < :after)
                        order by id desc limit :limit
                        """)
                .param("merchant", query.merchant().id())
                .param("status", status == null ? null : status.label())
                .param("from", utc(query.from()))
                .param("to", utc(query.to()))
                .param("idFrom", earliest(query.from(), CLOCKS_DIFFER.negated()))
                .param("idTo", earliest(query.to(), CLOCKS_DIFFER))
                .param("reference", query.reference())
                .param("key", key == null ? null : key.value())
                .param("after", after == null ? null : after.value())
                .param("limit", query.limit())
                .query(PaymentLedger::payment)
                .list();
    }

    private static @Nullable String earliest(@Nullable Instant time, Duration margin) {
        return time == null ? null : PaymentId.earliest(time.plus(margin)).value();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
