package io.finops.payments.reconcile;

import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.payment.Lease;
import io.finops.payments.payment.Settlement;
import io.finops.payments.refund.RefundSettlement;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconcileConfiguration {
    @Bean
    Reconciler reconciler(
            ReconcileProperties properties,
            PaymentLedger ledger,
            Settlement settlement,
            RefundLedger refunds,
            RefundSettlement refundSettlement,
            PaymentMetrics metrics,
            Lease lease) {
        return new Reconciler(
                properties.batchSize(),
                List.of(
                        new PaymentsDue(ledger, settlement, metrics, properties.batchSize(), lease.duration()),
                        new RefundsDue(refunds, refundSettlement, metrics, properties.batchSize(), lease.duration())));
    }
}
