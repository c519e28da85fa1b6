package io.finops.payments.idempotency;

import io.finops.payments.settings.InvalidSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Idempotency keys.
 *
 * @param retention how long a key is remembered, at least 24 h
 */
public record IdempotencyProperties(@DefaultValue("72h") Duration retention) {
    public IdempotencyProperties {
        if (retention.compareTo(Duration.ofHours(24)) < 0) {
            throw new InvalidSetting("payments.idempotency.retention", retention, "at least 24h");
        }
    }
}
