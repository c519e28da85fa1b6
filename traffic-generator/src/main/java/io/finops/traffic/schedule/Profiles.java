package io.finops.traffic.schedule;

import io.finops.traffic.schedule.RateCurve.Point;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The shapes that a run can take. Rates are in requests a second. */
public final class Profiles {
    private static final double DAY_SECONDS = 86_400;
    private static final double SLOT_SECONDS = 300;
    private static final int SLOTS_A_WEEK = 2016;
    private static final double NOISE = 0.08;

    /** Share of a day's mean rate at each full hour: quiet at night, a bump at noon, busiest in the evening. */
    private static final double[] HOURS = {
        0.62, 0.52, 0.46, 0.44, 0.45, 0.50, 0.62, 0.80, 0.98, 1.10, 1.18, 1.26,
        1.32, 1.26, 1.18, 1.14, 1.16, 1.24, 1.36, 1.46, 1.44, 1.28, 1.02, 0.80
    };

    private Profiles() {}

    /** The same rate throughout. */
    public static RateCurve steady(double rate, Duration duration) {
        return RateCurve.through(List.of(new Point(0, rate), new Point(seconds(duration), rate)));
    }

    /** The same rate for ever. */
    public static RateCurve endless(double rate) {
        return RateCurve.repeating(List.of(new Point(0, rate), new Point(DAY_SECONDS, rate)));
    }

    /** From nothing to the rate in a straight line. */
    public static RateCurve ramp(double rate, Duration duration) {
        return RateCurve.through(List.of(new Point(0, 0), new Point(seconds(duration), rate)));
    }

    /** The rate, with a surge of {@code factor} times as much in the middle fifth of the run. */
    public static RateCurve spike(double rate, double factor, Duration duration) {
        double length = seconds(duration);
        return RateCurve.through(List.of(
                new Point(0, rate),
                new Point(0.4 * length, rate),
                new Point(0.4 * length, factor * rate),
                new Point(0.6 * length, factor * rate),
                new Point(0.6 * length, rate),
                new Point(length, rate)));
    }

    /** A day from midnight to midnight, pressed into the duration; the rate is its mean. */
    public static RateCurve diurnal(double rate, Duration duration) {
        List<Point> points = new ArrayList<>();
        int steps = 96;
        for (int i = 0; i <= steps; i++) {
            double share = (double) i / steps;
            points.add(new Point(share * seconds(duration), hourly(24 * share)));
        }
        return withMean(RateCurve.through(points), rate);
    }

    /**
     * Weeks without end: a day's shape, the rhythm of weekdays, and noise that the seed repeats.
     *
     * @param rate the mean over a week
     * @param start the calendar time at which the curve begins
     */
    public static RateCurve weekly(double rate, LocalDateTime start, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] noise = new double[SLOTS_A_WEEK];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = Math.exp(NOISE * random.nextGaussian());
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= SLOTS_A_WEEK; i++) {
            LocalDateTime time = start.plusSeconds((long) (i * SLOT_SECONDS));
            double hour = time.toLocalTime().toSecondOfDay() / 3600.0;
            points.add(
                    new Point(i * SLOT_SECONDS, hourly(hour) * weekday(time.getDayOfWeek()) * noise[i % SLOTS_A_WEEK]));
        }
        return withMean(RateCurve.repeating(points), rate);
    }

    private static double hourly(double hour) {
        int from = (int) hour;
        double share = hour - from;
        return HOURS[from % 24] * (1 - share) + HOURS[(from + 1) % 24] * share;
    }

    private static double weekday(DayOfWeek day) {
        return switch (day) {
            case MONDAY -> 0.96;
            case TUESDAY, WEDNESDAY -> 0.98;
            case THURSDAY -> 1.02;
            case FRIDAY -> 1.14;
            case SATURDAY -> 1.08;
            case SUNDAY -> 0.84;
        };
    }

    private static RateCurve withMean(RateCurve shape, double rate) {
        return shape.times(rate * shape.seconds() / shape.countUntil(shape.seconds()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
