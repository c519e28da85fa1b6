package io.finops.payments.fraud;

import io.finops.payments.settings.InvalidSetting;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Fraud scoring.
 *
 * @param threshold the score from which a payment is rejected, above 0 and at most 1
 */
public record FraudProperties(@DefaultValue("0.75") double threshold) {
    public FraudProperties {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new InvalidSetting("payments.fraud.threshold", threshold, "a score above 0 and at most 1");
        }
    }
}
