package io.finops.localstack.history;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.SplittableRandom;

/** How many payments a second were accepted at any past instant: quiet nights and weekends, some chance, the same at every call. */
final class PaymentCurve {
    private static final long SEED = 42;
    private static final double DAILY_SWING = 0.25;
    private static final double WEEKEND = 0.85;
    private static final int PEAK_HOUR = 15;
    private static final double NOISE = 0.04;
    private static final double SECONDS_PER_HOUR = 3600;

    private final double mean;

    /** Around a mean of so many payments a second on weekdays. */
    PaymentCurve(double mean) {
        this.mean = mean;
    }

    double at(Instant time) {
        ZonedDateTime utc = time.atZone(ZoneOffset.UTC);
        double hour = utc.toLocalTime().toSecondOfDay() / SECONDS_PER_HOUR;
        double ofDay = 1 + DAILY_SWING * Math.cos(2 * Math.PI * (hour - PEAK_HOUR) / 24);
        boolean weekend = utc.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
        double chance = new SplittableRandom(SEED ^ time.getEpochSecond()).nextDouble() * 2 - 1;
        return mean * ofDay * (weekend ? WEEKEND : 1) * (1 + NOISE * chance);
    }
}
