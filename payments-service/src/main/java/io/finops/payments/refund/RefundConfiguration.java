package io.finops.payments.refund;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.payment.Lease;
import io.finops.payments.payment.Spans;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RefundConfiguration {
    @Bean
    RefundSettlement refundSettlement(RefundLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        return new RefundSettlement(ledger, gateway, metrics, spans);
    }

    @Bean
    RefundLifecycle refundLifecycle(
            PaymentLedger payments,
            RefundLedger refunds,
            RefundSettlement settlement,
            PaymentMetrics metrics,
            Lease lease,
            Clock clock) {
        return new RefundLifecycle(payments, refunds, settlement, metrics, lease.duration(), clock);
    }
}
