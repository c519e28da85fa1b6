package io.finops.payments.gateway;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Counts every attempt at the gateway. */
final class GatewayMetrics {
    private final Map<Attempt.Outcome, Counter> requests = new EnumMap<>(Attempt.Outcome.class);
    private final Map<Attempt.Outcome, Timer> durations = new EnumMap<>(Attempt.Outcome.class);

    GatewayMetrics(MeterRegistry registry, Duration[] buckets) {
        for (Attempt.Outcome outcome : Attempt.Outcome.values()) {
            requests.put(
                    outcome,
                    Counter.builder("gateway_requests_total")
                            .description("Attempts at the card gateway")
                            .tag("outcome", outcome.label)
                            .register(registry));
            durations.put(
                    outcome,
                    Timer.builder("gateway_request_duration_seconds")
                            .description("Time that an attempt at the card gateway took")
                            .tag("outcome", outcome.label)
                            .serviceLevelObjectives(buckets)
                            .register(registry));
        }
    }

    @SuppressWarnings("NullAway") // Every outcome is in both maps.
    void count(Attempt<?> attempt) {
        requests.get(attempt.outcome()).increment();
        durations.get(attempt.outcome()).record(attempt.duration());
    }
}
