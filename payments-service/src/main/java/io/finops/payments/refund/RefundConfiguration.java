package io.finops.payments.refund;

import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer;
import io.finops.payments.ledger.Refund;
import io.finops.payments.ledger.RefundLedger;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.operation.KeyedOperation;
import io.finops.payments.operation.Lease;
import io.finops.payments.operation.Spans;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RefundConfiguration {
    @Bean
    KeyedOperation<Refund, GatewayAnswer.Refund> keyedRefund(
            RefundLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans, Lease lease) {
        return new KeyedOperation<>(ledger, new Refunding(ledger, gateway, metrics, spans), metrics, spans, lease);
    }

    @Bean
    RefundLifecycle refundLifecycle(
            RefundLedger ledger, KeyedOperation<Refund, GatewayAnswer.Refund> keyedRefund, Lease lease, Clock clock) {
        return new RefundLifecycle(ledger, keyedRefund, lease, clock);
    }
}
