package io.finops.payments.stop;

import io.finops.payments.settings.InvalidSetting;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configured under {@code payments.stop}.
 *
 * @param notice how long the service keeps serving after it was told to stop, not ready any more: at least two scrapes; 0 to 60 s
 */
public record StopProperties(@DefaultValue("0s") Duration notice) {
    public StopProperties {
        if (notice.isNegative() || notice.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new InvalidSetting("payments.stop.notice", notice, "0s to 60s");
        }
    }
}
