package io.finops.payments.payment;

import io.finops.payments.fraud.CardTesting;
import io.finops.payments.fraud.CardTesting.Attempt;
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
    private final CardTesting cardTesting = new CardTesting();
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
        /** The payment as it was decided, or is still pending; refunds made since are not in it when it is replayed. */
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
        double score = spans.in("score", id, () -> score(merchant, order, preview));
        boolean rejected = score >= fraudThreshold;
        Optional<Instant> claimed =
                spans.in("claim", id, () -> ledger.claim(id, merchant.id(), key, order, score, rejected, lease));
        if (claimed.isEmpty()) {
            return repeat(merchant, order, ledger.findKey(merchant.id(), key).orElseThrow());
        }
        metrics.accepted(score);
        Payment payment = Payment.begun(id, merchant.id(), order, score, claimed.get());
        if (rejected) {
            settlement.counted(payment, PaymentStatus.REJECTED, Duration.ZERO);
            return new Taken.Done(payment.settled(PaymentStatus.REJECTED, 0, null, claimed.get()), false);
        }
        return new Taken.Done(drive(payment), false);
    }

    private double score(Merchant merchant, PaymentOrder order, Preview preview) {
        double usd = currencies.toUsd(order.amount());
        double testing = cardTesting.signal(
                merchant.id(),
                new Attempt(
                        order.paymentMethod(),
                        order.customer() != null,
                        preview.history().isKnown(),
                        order.country(),
                        usd),
                clock.millis());
        return FraudScoring.score(
                order.amount().minorUnits(), usd, order.country() != null, preview.history(), testing);
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
        return new Taken.Done(payment.asFirstAnswered(), true);
    }

    /** Once money may have moved, a database that does not answer is no reason to say that it has not: the payment is pending. */
    private Payment drive(Payment claimed) {
        return metrics.inProgress(() -> {
            try {
                Optional<Payment> settled = settlement.settle(claimed, true);
                if (settled.isEmpty()) {
                    ledger.leaveUndecided(claimed.id(), UNTIL_RECONCILED);
                }
                return settled.orElseGet(claimed::undecided);
            } catch (DataAccessException e) {
                log.atWarn()
                        .addKeyValue("payment_id", claimed.id())
                        .log(
                                "outcome not recorded, left to the reconciler: {}",
                                e.getClass().getSimpleName());
                return claimed.undecided();
            }
        });
    }

    public Optional<Payment> find(Merchant merchant, String id) {
        return ledger.find(merchant.id(), id);
    }
}
