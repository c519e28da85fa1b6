package io.finops.traffic.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.finops.traffic.schedule.RateCurve.Point;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateCurveTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void aRampReachesAQuarterOfItsCountAtHalfItsTime() {
        RateCurve ramp = Profiles.ramp(100, MINUTE);

        assertThat(ramp.countUntil(60)).isCloseTo(3000, within(1e-9));
        assertThat(ramp.countUntil(30)).isCloseTo(750, within(1e-9));
        assertThat(ramp.timeOf(750)).isCloseTo(30, within(1e-9));
    }

    @Test
    void theTimeOfACountIsTheInverseOfTheCountAtATime() {
        List<RateCurve> curves = List.of(
                Profiles.steady(7, MINUTE),
                Profiles.ramp(1000, MINUTE),
                Profiles.spike(50, 5, MINUTE),
                Profiles.diurnal(20, MINUTE),
                Profiles.weekly(3, LocalDateTime.parse("2026-11-20T22:17:03"), 9));
        for (RateCurve curve : curves) {
            for (double t = 0.01; t < 60; t += 0.37) {
                assertThat(curve.timeOf(curve.countUntil(t))).isCloseTo(t, within(1e-7));
            }
        }
    }

    @Test
    void aSpikeSendsFiveTimesAsMuchInTheMiddleFifth() {
        RateCurve spike = Profiles.spike(10, 5, Duration.ofSeconds(100));

        assertThat(spike.rateAt(39)).isEqualTo(10);
        assertThat(spike.rateAt(41)).isEqualTo(50);
        assertThat(spike.rateAt(61)).isEqualTo(10);
        assertThat(spike.countUntil(100)).isCloseTo(80 * 10 + 20 * 50, within(1e-9));
        assertThat(spike.peak()).isEqualTo(50);
    }

    @Test
    void aDayAndAWeekKeepTheRateThatWasAskedForAsTheirMean() {
        double week = Duration.ofDays(7).toSeconds();

        assertThat(Profiles.diurnal(20, MINUTE).countUntil(60)).isCloseTo(1200, within(1e-6));
        assertThat(Profiles.weekly(12, LocalDateTime.parse("2026-11-20T10:00:00"), 1)
                        .countUntil(week))
                .isCloseTo(12 * week, within(1e-3));
    }

    @Test
    void aWeekIsQuietAtNightAndBusyInTheEvening() {
        RateCurve week = Profiles.weekly(12, LocalDateTime.parse("2026-11-23T00:00:00"), 1);
        double night = week.countUntil(4 * 3600) - week.countUntil(2 * 3600);
        double evening = week.countUntil(20 * 3600) - week.countUntil(18 * 3600);

        assertThat(evening / night).isBetween(2.5, 4.0);
    }

    @Test
    void anEndlessCurveDoesNotDriftInAYear() {
        RateCurve curve = Profiles.endless(12);
        double year = Duration.ofDays(365).toSeconds();

        assertThat(curve.timeOf(12 * year)).isCloseTo(year, within(1e-6));
    }

    @Test
    void anEndedCurveHasNoMoreArrivals() {
        RateCurve curve = Profiles.steady(10, MINUTE);

        assertThat(curve.timeOf(599.999)).isLessThan(60);
        assertThat(curve.timeOf(600)).isInfinite();
        assertThat(curve.rateAt(61)).isZero();
    }

    @Test
    void refusesCurvesWithoutASense() {
        assertThatThrownBy(() -> RateCurve.through(List.of(new Point(0, 1))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateCurve.through(List.of(new Point(0, 0), new Point(9, 0))))
                .hasMessageContaining("every rate is 0");
        assertThatThrownBy(() -> RateCurve.through(List.of(new Point(0, 1), new Point(9, 1), new Point(8, 1))))
                .hasMessageContaining("must not go back");
        assertThatThrownBy(() -> new Point(0, Double.NaN)).hasMessageContaining("rate");
    }
}
