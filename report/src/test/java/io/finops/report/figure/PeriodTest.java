package io.finops.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void anHourIsCountedByTheCountersBecauseARateOverMinutesIsLate() {
        Period hour = new Period(END, Duration.ofHours(1));

        assertThat(hour.total("paid:rate5m", "sum(increase(paid_totalRANGE)) - sum(increase(back_totalRANGE))"))
                .isEqualTo("sum(increase(paid_total[1h])) - sum(increase(back_total[1h]))");
        assertThat(hour.totalBefore("paid:rate5m", "sum(increase(paid_totalRANGE))"))
                .isEqualTo("sum(increase(paid_total[1h] offset 1h))");
    }

    @Test
    void aWeekIsSummedUpFromTheRecordedRateBecauseALoadedHistoryHasNoCounters() {
        Period week = new Period(END, Duration.ofDays(7));

        assertThat(week.total("paid:rate5m", "sum(increase(paid_totalRANGE))"))
                .isEqualTo("sum_over_time(avg_over_time(paid:rate5m[300s])[7d:60s]) * 60");
        assertThat(week.totalBefore("paid:rate5m", ""))
                .isEqualTo("sum_over_time(avg_over_time(paid:rate5m[300s])[7d:60s] offset 7d) * 60");
    }
}
