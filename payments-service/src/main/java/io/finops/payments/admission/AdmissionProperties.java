package io.finops.payments.admission;

import io.finops.payments.settings.InvalidSetting;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is let in.
 *
 * @param maxInFlight requests of the API worked on at once, about what the database and the gateway can use; one more is
 *     answered 503 at once
 * @param merchantRequestsPerSecond requests of one merchant in the long run; one more is answered 429 at once
 * @param merchantBurst requests that a merchant who was quiet may send at once
 */
public record AdmissionProperties(
        @DefaultValue("96") int maxInFlight,
        @DefaultValue("1000") int merchantRequestsPerSecond,
        @DefaultValue("2000") int merchantBurst) {
    public AdmissionProperties {
        atLeastOne("max-in-flight", maxInFlight);
        atLeastOne("merchant-requests-per-second", merchantRequestsPerSecond);
        atLeastOne("merchant-burst", merchantBurst);
    }

    private static void atLeastOne(String property, int value) {
        if (value < 1) {
            throw new InvalidSetting("payments.admission." + property, value, "at least 1");
        }
    }
}
