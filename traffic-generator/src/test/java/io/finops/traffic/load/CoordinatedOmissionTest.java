package io.finops.traffic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.finops.traffic.stub.StubServer;
import io.finops.traffic.stub.WarmUp;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * A server that stalls for one second in ten delays a tenth of all requests, by a time that is uniform between 0 and 1 s.
 * So a share of 0.1 × (1 − x) takes longer than x seconds: p95 is 0.5 s, p99 0.9 s, p99.9 0.99 s.
 */
class CoordinatedOmissionTest {
    /** Past it, the machine is too busy with other things to measure to 2 %. */
    private static final long STEADY_NANOS = 10_000_000;

    private static final int ATTEMPTS = 4;

    /** What waits behind the stall needs time of its own to be answered: few enough requests, and it does not show. */
    private static final int RATE = 250;

    private static final Percentage TOLERANCE = Percentage.withPercentage(2);

    @Test
    void latencyTellsOfAStallWhatArithmeticTells() throws InterruptedException {
        WarmUp.run();
        Results results = measure();
        for (int attempt = 1; !agrees(results) && attempt < ATTEMPTS; attempt++) {
            results = measure();
        }
        assertThat(results.counts().of(Event.OTHER_SUCCESS)).isEqualTo(10 * RATE);
        assertAgreement(results.times().latency(), Percentage.withPercentage(15));
        assertThatServiceTimeHidesTheStall(results.times().service());

        assumeThat(agrees(results) || steady(results))
                .as(
                        "not compared to 2 %%, only to 15 %%: on this busy machine the sending thread was late by 10 ms itself")
                .isTrue();
        assertAgreement(results.times().latency(), TOLERANCE);
    }

    private static boolean agrees(Results results) {
        try {
            assertAgreement(results.times().latency(), TOLERANCE);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static void assertAgreement(Histogram latency, Percentage tolerance) {
        assertThat(millis(latency, 95)).isCloseTo(500, tolerance);
        assertThat(millis(latency, 97.5)).isCloseTo(750, tolerance);
        assertThat(millis(latency, 99)).isCloseTo(900, tolerance);
        assertThat(millis(latency, 99.9)).isCloseTo(990, tolerance);
        assertThat(millis(latency, 100)).isCloseTo(1000, tolerance);
    }

    /** The uncorrected view: ten slow requests of some thousands. */
    private static void assertThatServiceTimeHidesTheStall(Histogram service) {
        assertThat(millis(service, 99)).isLessThan(450);
        assertThat(service.getTotalCount() - service.getCountBetweenValues(0, 400_000_000L))
                .isCloseTo(10, within(3L));
    }

    /** Ten connections: in the stall, ten requests are sent and all others wait behind them. */
    private static Results measure() throws InterruptedException {
        AtomicLong firstRequest = new AtomicLong();
        try (StubServer server = StubServer.start(0, () -> new StallingAnswers(firstRequest))) {
            return Runs.run(Runs.settings(RATE, Duration.ofSeconds(10), 10), server.url());
        }
    }

    private static boolean steady(Results results) {
        return results.times().scheduling().getValueAtPercentile(99) < STEADY_NANOS;
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }
}
