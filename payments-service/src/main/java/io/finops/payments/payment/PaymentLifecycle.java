package io.finops.payments.payment;

import io.finops.payments.fraud.FraudScoring;
import io.finops.payments.idempotency.IdempotencyKey;
import io.finops.payments.ledger.Ids;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.KeyRecord;
import io.finops.payments.ledger.PaymentLedger.Preview;
import io.finops.payments.ledger.PaymentOrder;
import io.finops.payments.ledger.PaymentStatus;
import io.finops.payments.merchant.Merchant;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.AcceptedCurrencies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The life of a payment as one request drives it: score, claim, charge, commit, count. No database connection is held
 * while the gateway is asked, and what a crash cuts short is left for the reconciler. Thread-safe.
 */
public final class PaymentLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PaymentLifecycle.class);
    private static final Duration UNTIL_RECONCILED = Duration.ofSeconds(1);

    private final PaymentLedger ledger;
    private final Settlement settlement;
    private final PaymentMetrics metrics;
    private final AcceptedCurrencies currencies;
    private final Spans spans;
    private final double fraudThreshold;
    private final Duration lease;
    private final Clock clock;

    /**
     * Creates the lifecycle.
     *
     * @param lease how long a claimed payment belongs to its request: longer than the gateway may take
     */
    public PaymentLifecycle(
            PaymentLedger ledger,
            Settlement settlement,
            PaymentMetrics metrics,
            AcceptedCurrencies currencies,
            Spans spans,
            double fraudThreshold,
            Duration lease,
            Clock clock) {
        this.ledger = ledger;
        this.settlement = settlement;
        this.metrics = metrics;
        this.currencies = currencies;
        this.spans = spans;
        this.fraudThreshold = fraudThreshold;
        this.lease = lease;
        this.clock = clock;
    }

    /** How a request for a payment is answered. */
    public sealed interface Taken {
        /** The payment as it is now: settled, failed, or still pending. */
        record Done(Payment payment, boolean replayed) implements Taken {}

        /** Another request with this key is at work. */
        record InFlight() implements Taken {}

        /** The key stands for a different request. */
        record KeyReused() implements Taken {}
    }

    public Taken take(Merchant merchant, IdempotencyKey key, PaymentOrder order) {
        Preview preview = ledger.preview(merchant.id(), key, order);
        if (preview.key().isPresent()) {
            return repeat(merchant, order, preview.key().get());
        }
        String id = Ids.next("pay", clock.millis());
        double score = spans.in("score", id, () -> score(order, preview));
        boolean rejected = score >= fraudThreshold;
        Optional<Instant> claimed =
                spans.in("claim", id, () -> ledger.claim(id, merchant.id(), key, order, score, rejected, lease));
        if (claimed.isEmpty()) {
            return repeat(merchant, order, ledger.findKey(merchant.id(), key).orElseThrow());
        }
        metrics.accepted(score);
        Payment payment = new Payment(
                id,
                merchant.id(),
                PaymentStatus.PENDING,
                order.amount(),
                order.paymentMethod(),
                order.customer(),
                order.country(),
                order.description(),
                score,
                null,
                0,
                0,
                true,
                claimed.get(),
                null);
        if (rejected) {
            settlement.counted(payment, PaymentStatus.REJECTED, Duration.ZERO);
            return new Taken.Done(payment.settled(PaymentStatus.REJECTED, 0, null, claimed.get()), false);
        }
        return new Taken.Done(drive(payment), false);
    }

    private double score(PaymentOrder order, Preview preview) {
        return FraudScoring.score(
                order.amount().minorUnits(),
                currencies.toUsd(order.amount()),
                order.country() != null,
                preview.history());
    }

    private Taken repeat(Merchant merchant, PaymentOrder order, KeyRecord record) {
        if (!record.requestHash().equals(order.hash())) {
            return new Taken.KeyReused();
        }
        Payment payment = ledger.find(merchant.id(), record.resourceId()).orElseThrow();
        if (payment.status() == PaymentStatus.FAILED) {
            if (!ledger.claimAgain(payment.id(), lease)) {
                return new Taken.InFlight();
            }
            metrics.acceptedAgain();
            return new Taken.Done(drive(payment), false);
        }
        if (payment.inFlight()) {
            return new Taken.InFlight();
        }
        metrics.replayed();
        return new Taken.Done(payment, true);
    }

    /** Once money may have moved, a database that does not answer is no reason to say that it has not: the payment is pending. */
    private Payment drive(Payment claimed) {
        return metrics.inProgress(() -> {
            try {
                Optional<Payment> settled = settlement.settle(claimed, true);
                if (settled.isEmpty()) {
                    ledger.leaveUndecided(claimed.id(), UNTIL_RECONCILED);
                }
                return settled.orElseGet(() -> pending(claimed));
            } catch (DataAccessException e) {
                log.atWarn()
                        .addKeyValue("payment_id", claimed.id())
                        .log(
                                "outcome not recorded, left to the reconciler: {}",
                                e.getClass().getSimpleName());
                return pending(claimed);
            }
        });
    }

    private static Payment pending(Payment payment) {
        return new Payment(
                payment.id(),
                payment.merchantId(),
                PaymentStatus.PENDING,
                payment.amount(),
                payment.paymentMethod(),
                payment.customer(),
                payment.country(),
                payment.description(),
                payment.fraudScore(),
                null,
                0,
                0,
                true,
                payment.createdAt(),
                null);
    }

    public Optional<Payment> find(Merchant merchant, String id) {
        return ledger.find(merchant.id(), id);
    }
}
