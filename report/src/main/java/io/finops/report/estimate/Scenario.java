package io.finops.report.estimate;

import java.util.Locale;

/**
 * Payments beyond the usual ones.
 *
 * @param words what it is
 * @param payments how many more in all
 * @param hours in which they come
 */
public record Scenario(String words, double payments, double hours) {
    private static final double SECONDS = 3600;
    private static final double YEAR_DAYS = 365;
    private static final double DAY_HOURS = 24;

    /** So many a second, beside the usual ones. */
    public static Scenario campaign(double tps, double hours) {
        return new Scenario(
                String.format(Locale.ROOT, "A campaign of %s payments a second for %s hours", plain(tps), plain(hours)),
                tps * hours * SECONDS,
                hours);
    }

    /** So many times what is usual. */
    public static Scenario surge(double times, double hours, double usualPerDay) {
        return new Scenario(
                String.format(Locale.ROOT, "%s times the usual payments for %s hours", plain(times), plain(hours)),
                (times - 1) * usualPerDay / DAY_HOURS * hours,
                hours);
    }

    /** A year with so much more than now, as a share. */
    public static Scenario year(double growth, double usualPerDay) {
        return new Scenario(
                String.format(Locale.ROOT, "A year with %s %% more payments than now", plain(100 * growth)),
                growth * usualPerDay * YEAR_DAYS,
                YEAR_DAYS * DAY_HOURS);
    }

    /** The payments of a day of it, the usual ones included. */
    double onItsBusiestDay(double usualPerDay) {
        return usualPerDay + payments * Math.min(1, DAY_HOURS / hours);
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%,.0f", number)
                : String.format(Locale.ROOT, "%,.2f", number);
    }
}
