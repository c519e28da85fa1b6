package io.finops.traffic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Statistical tests with fixed seeds: they either hold or do not, they are never flaky. */
class ArrivalPlanTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void constantArrivalsLieExactlyAtTheirPlaces() {
        long[] times = arrivals(new ArrivalPlan(
                Profiles.steady(1000, Duration.ofMinutes(10)), Spacing.CONSTANT, 1, Duration.ofMinutes(10)));

        assertThat(times).hasSize(600_000);
        for (int n = 0; n < times.length; n++) {
            assertThat(times[n]).isCloseTo(n * 1_000_000L, within(1L));
        }
    }

    @Test
    void everySecondOfAConstantScheduleHasItsCount() {
        long[] perSecond = perSecond(arrivals(plan(Spacing.CONSTANT, 250, 60, 1)), 60);

        assertThat(perSecond).containsOnly(250);
    }

    @Test
    void thePoissonCountOfASecondHasItsMeanAndVariance() {
        double rate = 200;
        int seconds = 4000;
        long[] perSecond = perSecond(arrivals(plan(Spacing.POISSON, rate, seconds, 7)), seconds);
        double mean = Arrays.stream(perSecond).average().orElseThrow();
        double variance = Arrays.stream(perSecond)
                        .mapToDouble(n -> (n - mean) * (n - mean))
                        .sum()
                / (seconds - 1);

        // Both are the rate; three standard errors of each estimate.
        assertThat(mean).isCloseTo(rate, within(3 * Math.sqrt(rate / seconds)));
        assertThat(variance / mean).isCloseTo(1, within(3 * Math.sqrt(2.0 / seconds)));
    }

    @Test
    void thePoissonGapsAreExponential() {
        double rate = 500;
        long[] times = arrivals(plan(Spacing.POISSON, rate, 100, 11));
        double[] gaps = new double[times.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = (times[i + 1] - times[i]) / 1e9;
        }
        Arrays.sort(gaps);
        double distance = 0;
        for (int i = 0; i < gaps.length; i++) {
            double expected = 1 - Math.exp(-rate * gaps[i]);
            distance = Math.max(distance, Math.abs(expected - (i + 0.5) / gaps.length));
        }

        // Kolmogorov-Smirnov at the 1 % level.
        assertThat(distance).isLessThan(1.63 / Math.sqrt(gaps.length));
    }

    @Test
    void poissonArrivalsFollowAChangingRate() {
        Duration length = Duration.ofSeconds(100);
        long[] perSecond =
                perSecond(arrivals(new ArrivalPlan(Profiles.spike(100, 5, length), Spacing.POISSON, 3, length)), 100);
        double before = Arrays.stream(perSecond, 0, 40).average().orElseThrow();
        double surge = Arrays.stream(perSecond, 40, 60).average().orElseThrow();

        assertThat(before).isCloseTo(100, within(3 * Math.sqrt(100 / 40.0)));
        assertThat(surge).isCloseTo(500, within(3 * Math.sqrt(500 / 20.0)));
    }

    @Test
    void theSameSeedRepeatsEveryNanosecondAndAnotherDoesNot() {
        assertThat(arrivals(plan(Spacing.POISSON, 50, 20, 5))).isEqualTo(arrivals(plan(Spacing.POISSON, 50, 20, 5)));
        assertThat(arrivals(plan(Spacing.POISSON, 50, 20, 5))).isNotEqualTo(arrivals(plan(Spacing.POISSON, 50, 20, 6)));
    }

    @Test
    void nothingIsDueAfterTheEnd() {
        long[] times = arrivals(plan(Spacing.POISSON, 50, 20, 5));

        assertThat(times).isSorted();
        assertThat(times[times.length - 1]).isLessThan(20 * SECOND);
    }

    private static ArrivalPlan plan(Spacing spacing, double rate, int seconds, long seed) {
        Duration length = Duration.ofSeconds(seconds);
        return new ArrivalPlan(Profiles.steady(rate, length), spacing, seed, length);
    }

    private static long[] arrivals(ArrivalPlan plan) {
        ArrivalSchedule schedule = plan.open();
        return LongStream.generate(schedule::next)
                .takeWhile(time -> time != ArrivalSchedule.END)
                .toArray();
    }

    private static long[] perSecond(long[] times, int seconds) {
        long[] counts = new long[seconds];
        for (long time : times) {
            counts[(int) (time / SECOND)]++;
        }
        return counts;
    }
}
