package io.finops.payments.fraud;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Fraud scoring.
 *
 * @param threshold the score from which a payment is rejected; above 1 nothing is
 */
public record FraudProperties(@DefaultValue("0.75") double threshold) {
    public FraudProperties {
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("payments.fraud.threshold=" + threshold + ": expected above 0");
        }
    }
}
