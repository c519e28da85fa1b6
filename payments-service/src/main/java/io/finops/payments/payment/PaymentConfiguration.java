package io.finops.payments.payment;

import io.finops.payments.fraud.FraudProperties;
import io.finops.payments.gateway.CardGateway;
import io.finops.payments.gateway.GatewayAnswer.Charge;
import io.finops.payments.ledger.DatabaseProperties;
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
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

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

    @Bean
    WarmUp warmUp(
            WarmUpProperties properties,
            DatabaseProperties database,
            PaymentLedger ledger,
            PaymentRequestValidation validation,
            AcceptedCurrencies currencies,
            JsonMapper json,
            PlatformTransactionManager transactions) {
        return new WarmUp(
                ledger,
                validation,
                currencies,
                json,
                new TransactionTemplate(transactions),
                database.poolSize(),
                properties.limit());
    }
}
