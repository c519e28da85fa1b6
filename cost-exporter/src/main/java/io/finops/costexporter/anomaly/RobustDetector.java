package io.finops.costexporter.anomaly;

import io.finops.costexporter.series.DailySeries;
import io.finops.costexporter.series.Median;
import io.finops.costexporter.series.SeasonalModel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Says whether a day costs more than the days before it explain: more than the expected amount by {@code deviations}
 * times the typical deviation, and by a minimum in money. Expected is what {@link SeasonalModel} makes of the days
 * before; the deviation is the median absolute one of the last four weeks with the weekday pattern taken out, and never
 * less than a small share of the level, so that a flat series is not alarmed by its first cent. Only too much counts:
 * a day that AWS has not finished reporting is always too little.
 *
 * @param deviations width of the band
 * @param minimumAmount least excess worth a word, in major units
 */
public record RobustDetector(double deviations, double minimumAmount) {
    /** The settings whose rates are measured in docs/anomaly-detection.md. */
    public static final RobustDetector STANDARD = new RobustDetector(6, 10);

    private static final int WINDOW_DAYS = 28;
    private static final double SMALLEST_DEVIATION = 0.03;

    /** Charges that come with the start of a month are compared with the start of the month before. */
    private static final int MONTH_START_DAYS = 3;

    private static final double MONTH_START_TOLERANCE = 1.25;

    /**
     * What was found for a day, in major units.
     *
     * @param upper the upper end of the band
     * @param impact by how much the day exceeds what was expected; 0 for a day within the band
     */
    public record Finding(LocalDate date, double expected, double upper, double impact) {}

    /**
     * Judges a day by those before it.
     *
     * @param before consecutive days up to the day before
     * @return nothing while there are too few days to tell
     */
    public Optional<Finding> judge(DailySeries before, LocalDate date, double amount) {
        if (before.length() < SeasonalModel.FEWEST_DAYS) {
            return Optional.empty();
        }
        SeasonalModel model = SeasonalModel.fit(before);
        double expected = model.expected(date);
        double deviation = deviation(before.last(WINDOW_DAYS), model);
        double upper = expected + Math.max(deviations * deviation * model.factor(date), minimumAmount);
        boolean recurring = date.getDayOfMonth() <= MONTH_START_DAYS
                && amount <= sameDayOfLastMonth(before, date) * MONTH_START_TOLERANCE;
        double impact = amount > upper && !recurring ? amount - expected : 0;
        return Optional.of(new Finding(date, expected, upper, impact));
    }

    private static double deviation(DailySeries window, SeasonalModel model) {
        double[] levels = new double[window.length()];
        for (int day = 0; day < levels.length; day++) {
            levels[day] = window.get(day) / model.factor(window.date(day));
        }
        double level = Median.of(levels);
        return Math.max(Median.deviation(level, levels), SMALLEST_DEVIATION * Math.abs(level));
    }

    private static double sameDayOfLastMonth(DailySeries before, LocalDate date) {
        LocalDate then = date.minusMonths(1);
        int day = (int) (before.length() - ChronoUnit.DAYS.between(then, before.end()));
        return day < 0 || day >= before.length() ? 0 : before.get(day);
    }
}
