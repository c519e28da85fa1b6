package io.finops.rehearsal.history;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * How many payments a second were accepted at any past instant, the same at every call. The hours and weekdays are those of the
 * continuous traffic of traffic-generator, so that what is expected of the live traffic fits it from the first minute.
 */
final class PaymentCurve {
    private static final long SEED = 42;
    private static final double NOISE = 0.04;
    private static final long NOISE_SLOT_SECONDS = 300;
    private static final double SECONDS_PER_HOUR = 3600;

    /** Share of a day's mean rate at each full hour. */
    private static final double[] HOURS = {
        0.62, 0.52, 0.46, 0.44, 0.45, 0.50, 0.62, 0.80, 0.98, 1.10, 1.18, 1.26,
        1.32, 1.26, 1.18, 1.14, 1.16, 1.24, 1.36, 1.46, 1.44, 1.28, 1.02, 0.80
    };

    /** From Monday to Sunday. */
    private static final double[] WEEKDAYS = {0.96, 0.98, 0.98, 1.02, 1.14, 1.08, 0.84};

    private static final double MEAN = mean(HOURS) * mean(WEEKDAYS);

    private final double mean;

    /** Around a mean of so many payments a second over a week. */
    PaymentCurve(double mean) {
        this.mean = mean;
    }

    double at(Instant time) {
        long slot = time.getEpochSecond() / NOISE_SLOT_SECONDS;
        double chance = new SplittableRandom(SEED ^ slot).nextDouble() * 2 - 1;
        return usual(time) * (1 + NOISE * chance);
    }

    /** The same without what differs from week to week. */
    double usual(Instant time) {
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        double hour = utc.toLocalTime().toSecondOfDay() / SECONDS_PER_HOUR;
        int from = (int) hour;
        double ofDay = HOURS[from] * (from + 1 - hour) + HOURS[(from + 1) % HOURS.length] * (hour - from);
        double ofWeek = WEEKDAYS[utc.getDayOfWeek().getValue() - 1];
        return mean * ofDay * ofWeek / MEAN;
    }

    private static double mean(double... numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }
}
