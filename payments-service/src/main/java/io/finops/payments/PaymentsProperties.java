package io.finops.payments;

import io.finops.payments.admission.AdmissionProperties;
import io.finops.payments.fraud.FraudProperties;
import io.finops.payments.gateway.GatewayProperties;
import io.finops.payments.idempotency.IdempotencyProperties;
import io.finops.payments.ledger.DatabaseProperties;
import io.finops.payments.payment.WarmUpProperties;
import io.finops.payments.reconcile.ReconcileProperties;
import io.finops.payments.settings.InvalidSetting;
import io.finops.payments.stop.StopProperties;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be configured under {@code payments}. An unknown name or an impossible value stops the start.
 *
 * @param merchantsFile API keys, a line each: {@code mer_demo sha256:<64 hex digits>}
 * @param currencies the accepted currencies and their reference rates: USD for one major unit
 * @param takeRate declared share of captured value that is ours, from 0 to 1; published, not charged
 * @param maxUsd largest value of one payment in USD by the reference rate, where nothing else is said
 * @param maxAmounts largest amount of one payment by currency, in minor units
 * @param merchantMaxAmounts the same by merchant: {@code payments.merchant-max-amounts.[mer_demo].USD}
 */
@ConfigurationProperties(prefix = "payments", ignoreUnknownFields = false)
public record PaymentsProperties(
        @Nullable Path merchantsFile,
        Map<String, BigDecimal> currencies,
        @DefaultValue("0.039") BigDecimal takeRate,
        @DefaultValue("1000000") BigDecimal maxUsd,
        @DefaultValue Map<String, Long> maxAmounts,
        @DefaultValue Map<String, Map<String, Long>> merchantMaxAmounts,
        @DefaultValue AdmissionProperties admission,
        @DefaultValue DatabaseProperties database,
        @DefaultValue GatewayProperties gateway,
        @DefaultValue FraudProperties fraud,
        @DefaultValue ReconcileProperties reconcile,
        @DefaultValue IdempotencyProperties idempotency,
        @DefaultValue StopProperties stop,
        @DefaultValue WarmUpProperties warmUp) {
    public PaymentsProperties {
        if (takeRate.signum() < 0 || takeRate.compareTo(BigDecimal.ONE) > 0) {
            throw new InvalidSetting("payments.take-rate", takeRate, "0 to 1");
        }
        currencies = Map.copyOf(currencies);
    }
}
