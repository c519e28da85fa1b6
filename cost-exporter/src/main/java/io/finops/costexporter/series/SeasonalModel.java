package io.finops.costexporter.series;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Level, trend and weekday pattern of a daily series, all from medians, so that one odd day moves none of them.
 *
 * <p>A weekday's factor is the median, over the weeks seen, of that day divided by the median of the seven days around
 * it. Level is the median of the last seven days, each divided by its factor. The trend is the median slope between
 * days of the same weekday (Theil and Sen, over pairs whole weeks apart, which no weekday pattern can tilt).
 */
public final class SeasonalModel {
    /** Below two weeks there is no weekday pattern to see. */
    public static final int FEWEST_DAYS = 14;

    private static final int WEEK = 7;
    private static final int HALF_WEEK = 3;
    private static final int TREND_WEEKS = 4;
    private static final int FEWEST_WEEKS = 2;

    private final double[] factors;
    private final double level;
    private final double slope;
    private final LocalDate levelDate;
    private final double[] levels;

    private SeasonalModel(double[] factors, double level, double slope, LocalDate levelDate, double[] levels) {
        this.factors = factors;
        this.level = level;
        this.slope = slope;
        this.levelDate = levelDate;
        this.levels = levels;
    }

    /** Fits a series of at least one day. */
    public static SeasonalModel fit(DailySeries series) {
        double[] factors = series.length() < FEWEST_DAYS ? flat() : factors(series);
        double[] levels = new double[series.length()];
        for (int day = 0; day < levels.length; day++) {
            levels[day] = series.get(day) / factors[index(series.date(day))];
        }
        double level = Median.of(Arrays.copyOfRange(levels, Math.max(0, levels.length - WEEK), levels.length));
        double slope = series.length() < FEWEST_DAYS ? 0 : slope(series.last(TREND_WEEKS * WEEK));
        LocalDate levelDate = series.end().minusDays(1 + HALF_WEEK); // the middle of the last seven days
        return new SeasonalModel(factors, level, slope, levelDate, levels);
    }

    private static double[] flat() {
        double[] factors = new double[WEEK];
        Arrays.fill(factors, 1);
        return factors;
    }

    private static double[] factors(DailySeries series) {
        double[][] ratios = new double[WEEK][series.length()];
        int[] counts = new int[WEEK];
        double[] values = series.values();
        for (int day = HALF_WEEK; day < series.length() - HALF_WEEK; day++) {
            double around = Median.of(Arrays.copyOfRange(values, day - HALF_WEEK, day + HALF_WEEK + 1));
            if (around > 0) {
                int weekday = index(series.date(day));
                ratios[weekday][counts[weekday]++] = values[day] / around;
            }
        }
        double[] factors = flat();
        for (int weekday = 0; weekday < WEEK; weekday++) {
            double factor = Median.of(Arrays.copyOf(ratios[weekday], counts[weekday]));
            if (counts[weekday] >= FEWEST_WEEKS && factor > 0) {
                factors[weekday] = factor;
            }
        }
        return factors;
    }

    /** Of at least eight days. */
    private static double slope(DailySeries series) {
        double[] slopes = new double[series.length() * TREND_WEEKS];
        int count = 0;
        for (int from = 0; from < series.length(); from++) {
            for (int to = from + WEEK; to < series.length(); to += WEEK) {
                slopes[count++] = (series.get(to) - series.get(from)) / (to - from);
            }
        }
        return Median.of(Arrays.copyOf(slopes, count));
    }

    private static int index(LocalDate date) {
        return date.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue();
    }

    /** What a day is expected to cost. Never below zero unless the level itself is. */
    public double expected(LocalDate date) {
        double trended = level + slope * ChronoUnit.DAYS.between(levelDate, date);
        double bounded = level > 0 ? Math.max(0, trended) : level;
        return bounded * factors[index(date)];
    }

    /** How much a weekday costs compared with the level. */
    public double factor(LocalDate date) {
        return factors[index(date)];
    }

    /** The series with its weekday pattern taken out. */
    public double[] levels() {
        return levels.clone();
    }
}
