package io.finops.payments.payment;

import io.finops.payments.fraud.FraudProperties;
import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.ledger.Payment;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.operation.KeyedOperation;
import io.finops.payments.operation.Lease;
import io.finops.payments.operation.Spans;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    @Bean
    Charging charging(PaymentLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        return new Charging(ledger, gateway, metrics, spans);
    }

    @Bean
    KeyedOperation<Payment, Charge> keyedPayment(
            PaymentLedger ledger, Charging charging, PaymentMetrics metrics, Spans spans, Lease lease) {
        return new KeyedOperation<>(ledger, charging, metrics, spans, lease);
    }

    @Bean
    PaymentLifecycle paymentLifecycle(
            PaymentLedger ledger,
            KeyedOperation<Payment, Charge> keyedPayment,
            Charging charging,
            PaymentMetrics metrics,
            AcceptedCurrencies currencies,
            Spans spans,
            FraudProperties fraud,
            Lease lease,
            Clock clock) {
        return new PaymentLifecycle(
                ledger, keyedPayment, charging, metrics, currencies, spans, fraud.threshold(), lease, clock);
    }

    @Bean
    PaymentRequestValidation paymentRequestValidation(AcceptedCurrencies currencies, PaymentLimits limits) {
        return new PaymentRequestValidation(currencies, limits);
    }
}
