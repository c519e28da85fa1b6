package io.finops.payments.payment;

import io.finops.payments.settings.InvalidSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rehearsal before the service is ready.
 *
 * @param limit how long it takes at most, up to a minute; 0 for none
 */
public record WarmUpProperties(@DefaultValue("10s") Duration limit) {
    public WarmUpProperties {
        if (limit.isNegative() || limit.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidSetting("payments.warm-up.limit", limit, "0s to 1m");
        }
    }
}
