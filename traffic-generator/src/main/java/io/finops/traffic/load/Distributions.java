package io.finops.traffic.load;

import org.HdrHistogram.Histogram;

/**
 * Times in nanoseconds. Not thread-safe.
 *
 * @param latency from the intended time to the end of the answer; time-outs and unanswered requests with the time waited so
 *     far
 * @param service from writing the request to the end of the answer
 * @param scheduling from the intended time to the moment when the generator handled it
 */
public record Distributions(Histogram latency, Histogram service, Histogram scheduling) {
    public static Distributions empty() {
        return new Distributions(histogram(), histogram(), histogram());
    }

    private static Histogram histogram() {
        return new Histogram(Recording.LOWEST_NANOS, Recording.HIGHEST_NANOS, Recording.DIGITS);
    }

    public void add(Distributions other) {
        latency.add(other.latency);
        service.add(other.service);
        scheduling.add(other.scheduling);
    }
}
