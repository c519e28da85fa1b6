package io.finops.payments.payment;

import io.finops.payments.fraud.FraudProperties;
import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayProperties;
import io.finops.payments.ledger.PaymentLedger;
import io.finops.payments.metrics.PaymentMetrics;
import io.finops.payments.money.AcceptedCurrencies;
import io.micrometer.tracing.Tracer;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PaymentConfiguration {
    /** Beyond the gateway's patience: two statements of the database and their waits. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    @Bean
    Lease lease(GatewayProperties gateway) {
        return new Lease(gateway.patience().plus(MARGIN));
    }

    @Bean
    Spans spans(ObjectProvider<Tracer> tracer) {
        return new Spans(tracer.getIfAvailable(() -> Tracer.NOOP));
    }

    @Bean
    Settlement settlement(PaymentLedger ledger, CardGateway gateway, PaymentMetrics metrics, Spans spans) {
        return new Settlement(ledger, gateway, metrics, spans);
    }

    @Bean
    PaymentLifecycle paymentLifecycle(
            PaymentLedger ledger,
            Settlement settlement,
            PaymentMetrics metrics,
            AcceptedCurrencies currencies,
            Spans spans,
            FraudProperties fraud,
            Lease lease,
            Clock clock) {
        return new PaymentLifecycle(
                ledger, settlement, metrics, currencies, spans, fraud.threshold(), lease.duration(), clock);
    }

    @Bean
    PaymentRequestValidation paymentRequestValidation(AcceptedCurrencies currencies, PaymentLimits limits) {
        return new PaymentRequestValidation(currencies, limits);
    }
}
