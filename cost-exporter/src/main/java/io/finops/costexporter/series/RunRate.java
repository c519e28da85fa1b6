package io.finops.costexporter.series;

import io.finops.costexporter.bill.Settling;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is being spent per second today, from settled days: level, trend and weekday, and how wrong the same estimate
 * has been. Charges of a single day, such as those of a month's first, are not part of it.
 *
 * @param perSecond major units of the currency
 * @param expectedError what the estimates of the last days were off by, as a share of what those days cost; NaN while
 *     there are too few days to tell
 */
public record RunRate(double perSecond, double expectedError) {
    private static final double SECONDS_PER_DAY = Duration.ofDays(1).toSeconds();

    private static final int BACK_TEST_DAYS = 14;

    /** Nothing for a series without days. */
    public static Optional<RunRate> estimate(DailySeries settled, LocalDate today) {
        if (settled.length() == 0) {
            return Optional.empty();
        }
        return Optional.of(new RunRate(perSecond(settled, today), backTest(settled)));
    }

    /** What a day is expected to cost, per second of it; 0 for a series without days. */
    public static double perSecond(DailySeries settled, LocalDate day) {
        return settled.length() == 0 ? 0 : SeasonalModel.fit(settled).expected(day) / SECONDS_PER_DAY;
    }

    /** Estimates each of the last days from what had settled by then, and compares. */
    private static double backTest(DailySeries settled) {
        double off = 0;
        double total = 0;
        for (int back = 0; back < BACK_TEST_DAYS; back++) {
            int day = settled.length() - 1 - back;
            DailySeries known = settled.dropLast(back + Settling.LAG_DAYS);
            if (known.length() < SeasonalModel.FEWEST_DAYS) {
                break;
            }
            off += Math.abs(SeasonalModel.fit(known).expected(settled.date(day)) - settled.get(day));
            total += Math.abs(settled.get(day));
        }
        return total == 0 ? Double.NaN : off / total;
    }
}
