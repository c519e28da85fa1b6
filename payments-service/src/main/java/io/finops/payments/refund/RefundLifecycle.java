package io.finops.payments.refund;

import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.idempotency.RequestHash;
import io.finops.payments.ledger.Ids;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.KeyRecord;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.ledger.RefundLedger.Claim;
import io.finops.payments.ledger.RefundStatus;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The life of a refund as one request drives it: claim and reserve, ask the gateway, commit, count. Thread-safe. */
public final class RefundLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RefundLifecycle.class);
    private static final Duration UNTIL_RECONCILED = Duration.ofSeconds(1);

    private final PaymentLedger payments;
    private final RefundLedger refunds;
    private final RefundSettlement settlement;
    private final PaymentMetrics metrics;
    private final Duration lease;
    private final Clock clock;

    public RefundLifecycle(
            PaymentLedger payments,
            RefundLedger refunds,
            RefundSettlement settlement,
            PaymentMetrics metrics,
            Duration lease,
            Clock clock) {
        this.payments = payments;
        this.refunds = refunds;
        this.settlement = settlement;
        this.metrics = metrics;
        this.lease = lease;
        this.clock = clock;
    }

    /** How a request for a refund is answered. */
    public sealed interface Taken {
        record Done(Refund refund, boolean replayed) implements Taken {}

        record InFlight() implements Taken {}

        record KeyReused() implements Taken {}

        /** More than what is left of the captured amount. */
        record Exceeds() implements Taken {}
    }

    public Taken take(Payment payment, IdempotencyKey key, long amount) {
        RequestHash hash = RequestHash.of("refund", payment.id(), amount);
        Optional<KeyRecord> known = payments.findKey(payment.merchantId(), key);
        if (known.isPresent()) {
            return repeat(known.get(), hash);
        }
        String id = Ids.next("re", clock.millis());
        Claim claim = refunds.claim(id, payment, amount, key, hash, lease);
        return switch (claim) {
            case EXCEEDS -> new Taken.Exceeds();
            case KEY_TAKEN -> repeat(payments.findKey(payment.merchantId(), key).orElseThrow(), hash);
            case CLAIMED ->
                new Taken.Done(
                        drive(new Refund(
                                id,
                                payment.id(),
                                payment.merchantId(),
                                RefundStatus.PENDING,
                                new Money(amount, payment.amount().currency()),
                                true,
                                clock.instant(),
                                null)),
                        false);
        };
    }

    private Taken repeat(KeyRecord record, RequestHash hash) {
        if (!record.requestHash().equals(hash)) {
            return new Taken.KeyReused();
        }
        Refund refund = refunds.find(record.resourceId()).orElseThrow();
        if (refund.status() == RefundStatus.FAILED) {
            return switch (refunds.claimAgain(refund, lease)) {
                case EXCEEDS -> new Taken.Exceeds();
                case KEY_TAKEN -> new Taken.InFlight();
                case CLAIMED -> new Taken.Done(drive(refund), false);
            };
        }
        if (refund.inFlight()) {
            return new Taken.InFlight();
        }
        metrics.replayed();
        return new Taken.Done(refund, true);
    }

    private Refund drive(Refund claimed) {
        return metrics.inProgress(() -> {
            try {
                if (!settlement.settle(claimed, true)) {
                    refunds.leaveUndecided(claimed.id(), UNTIL_RECONCILED);
                }
                return refunds.find(claimed.id()).orElse(claimed);
            } catch (DataAccessException e) {
                log.atWarn()
                        .addKeyValue("refund_id", claimed.id())
                        .log(
                                "outcome not recorded, left to the reconciler: {}",
                                e.getClass().getSimpleName());
                return new Refund(
                        claimed.id(),
                        claimed.paymentId(),
                        claimed.merchantId(),
                        RefundStatus.PENDING,
                        claimed.amount(),
                        true,
                        claimed.createdAt(),
                        null);
            }
        });
    }
}
