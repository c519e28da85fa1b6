package io.finops.payments;

import io.finops.payments.admission.AdmissionProperties;
import io.finops.payments.fraud.FraudProperties;
import io.finops.payments.gateway.GatewayProperties;
import io.finops.payments.idempotency.IdempotencyProperties;
import io.finops.payments.ledger.DatabaseProperties;
import io.finops.payments.merchant.ApiKeyFile;
import io.finops.payments.metrics.TakeRate;
import io.finops.payments.money.AcceptedCurrencies;
import io.finops.payments.payment.PaymentLimits;
import io.finops.payments.payment.WarmUpProperties;
import io.finops.payments.reconcile.ReconcileProperties;
import io.finops.payments.settings.InvalidSetting;
import io.finops.payments.stop.StopProperties;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Scheduled;

/** Hands each feature its part of the configuration. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    AdmissionProperties admissionProperties(PaymentsProperties properties) {
        return properties.admission();
    }

    @Bean
    DatabaseProperties databaseProperties(PaymentsProperties properties) {
        return properties.database();
    }

    @Bean
    GatewayProperties gatewayProperties(PaymentsProperties properties) {
        return properties.gateway();
    }

    @Bean
    FraudProperties fraudProperties(PaymentsProperties properties) {
        return properties.fraud();
    }

    @Bean
    ReconcileProperties reconcileProperties(PaymentsProperties properties) {
        return properties.reconcile();
    }

    @Bean
    IdempotencyProperties idempotencyProperties(PaymentsProperties properties) {
        return properties.idempotency();
    }

    @Bean
    StopProperties stopProperties(PaymentsProperties properties) {
        return properties.stop();
    }

    @Bean
    WarmUpProperties warmUpProperties(PaymentsProperties properties) {
        return properties.warmUp();
    }

    @Bean
    PaymentLimits paymentLimits(PaymentsProperties properties, AcceptedCurrencies currencies) {
        return new PaymentLimits(
                properties.maxUsd(), properties.maxAmounts(), properties.merchantMaxAmounts(), currencies);
    }

    @Bean
    TakeRate takeRate(PaymentsProperties properties) {
        return new TakeRate(properties.takeRate());
    }

    @Bean
    AcceptedCurrencies acceptedCurrencies(PaymentsProperties properties) {
        return new AcceptedCurrencies(properties.currencies());
    }

    @Bean
    ApiKeyFile apiKeyFile(PaymentsProperties properties) {
        if (properties.merchantsFile() == null) {
            throw new InvalidSetting("payments.merchants-file", null, "the file with the merchants' API keys");
        }
        return new ApiKeyFile(properties.merchantsFile());
    }

    @Bean
    ApiKeyReload apiKeyReload(ApiKeyFile file) {
        return new ApiKeyReload(file);
    }

    /** Looks at the merchants file every few seconds. */
    record ApiKeyReload(ApiKeyFile file) {
        @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
        void reload() {
            file.reload();
        }
    }
}
