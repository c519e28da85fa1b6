package io.finops.payments.reconcile;

import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.PaymentLedger.Due;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.payment.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Pending payments that nobody is at work on: each is charged again with its own key. */
final class PaymentsDue implements Supplier<List<Runnable>> {
    private final PaymentLedger ledger;
    private final Settlement settlement;
    private final PaymentMetrics metrics;
    private final int batchSize;
    private final Duration lease;

    PaymentsDue(PaymentLedger ledger, Settlement settlement, PaymentMetrics metrics, int batchSize, Duration lease) {
        this.ledger = ledger;
        this.settlement = settlement;
        this.metrics = metrics;
        this.batchSize = batchSize;
        this.lease = lease;
    }

    @Override
    public List<Runnable> get() {
        return ledger.takeDue(batchSize, lease).stream()
                .<Runnable>map(due -> () -> settle(due))
                .toList();
    }

    private void settle(Due due) {
        Payment payment = due.payment();
        Optional<Payment> settled = metrics.inProgress(() -> settlement.settle(payment, false));
        if (settled.isEmpty()) {
            ledger.leaveUndecided(payment.id(), Backoff.after(due.attempts(), ThreadLocalRandom.current()));
        }
    }
}
