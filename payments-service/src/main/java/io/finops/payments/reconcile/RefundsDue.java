package io.finops.payments.reconcile;

import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.refund.RefundSettlement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Pending refunds that nobody is at work on: each is asked for again with its own key. */
final class RefundsDue implements Supplier<List<Runnable>> {
    private final RefundLedger ledger;
    private final RefundSettlement settlement;
    private final PaymentMetrics metrics;
    private final int batchSize;
    private final Duration lease;

    RefundsDue(
            RefundLedger ledger, RefundSettlement settlement, PaymentMetrics metrics, int batchSize, Duration lease) {
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

    private void settle(RefundLedger.Due due) {
        Refund refund = due.refund();
        boolean settled = metrics.inProgress(() -> settlement.settle(refund, false));
        if (!settled) {
            ledger.leaveUndecided(refund.id(), Backoff.after(due.attempts(), ThreadLocalRandom.current()));
        }
    }
}
