package io.finops.costexporter.series;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.bill.Settling;
import io.finops.report.elasticity.DayCost;
import io.finops.report.elasticity.TrafficCost;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What a day of the bill will come to, said at 06:00, 12:00 and 18:00 UTC of that day, on simulated years whose bill follows payments to a known extent: the exporter's run rate, which knows settled
 * days only, against the same corrected by the payments of the day at their marginal cost. Prints the mean absolute percentage errors that docs/report.md has.
 */
class ElasticRunRateTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 9, 1);
    private static final int YEARS = 10;
    private static final int LEARNT = 60;
    private static final int DAYS = LEARNT + 365;
    private static final int KEPT = 35;
    private static final int HOURS = 24;

    private final double[] payments = new double[DAYS];
    private final double[][] byHour = new double[DAYS][HOURS];
    private final double[] bill = new double[DAYS];

    private record Errors(double runRate, double elastic) {}

    @Test
    void paymentsOfTheDayMakeTheRunRateBetterWhereTheBillFollowsThemAndNoWorseWhereItDoesNot() {
        for (double elasticity : new double[] {0, 0.2, 0.5, 0.8}) {
            for (int hour : new int[] {6, 12, 18}) {
                Errors errors = errors(elasticity, hour);
                System.out.printf(
                        "elasticity %.1f at %02d:00: run rate %.2f %%, with payments %.2f %%%n",
                        elasticity, hour, 100 * errors.runRate, 100 * errors.elastic);
                if (elasticity == 0) {
                    assertThat(errors.elastic).isLessThan(errors.runRate + 0.002);
                } else if (hour >= 12) {
                    assertThat(errors.elastic).isLessThan(Math.min(0.05, errors.runRate));
                }
            }
        }
    }

    private Errors errors(double elasticity, int hour) {
        double runRate = 0;
        double elastic = 0;
        int count = 0;
        for (int year = 0; year < YEARS; year++) {
            simulate(elasticity, 100 + year);
            for (int day = LEARNT; day < DAYS; day++) {
                // What is charged by the month is in neither, as on the page.
                if (FIRST.plusDays(day).getDayOfMonth() == 1) {
                    continue;
                }
                double said = expected(bill, day);
                double corrected = said + marginal(day) * (soFar(day, hour) - expected(payments, day));
                runRate += Math.abs(said / bill[day] - 1);
                elastic += Math.abs(corrected / bill[day] - 1);
                count++;
            }
        }
        return new Errors(runRate / count, elastic / count);
    }

    /** Level, trend and weekday of what had settled, as the exporter publishes it. */
    private static double expected(double[] series, int day) {
        int known = day - Settling.LAG_DAYS + 1;
        double[] settled = Arrays.copyOfRange(series, Math.max(0, known - LEARNT), known);
        LocalDate first = FIRST.plusDays(known - settled.length);
        return 86_400 * RunRate.perSecond(new DailySeries(first, settled), FIRST.plusDays(day));
    }

    private double marginal(int day) {
        List<DayCost> days = new ArrayList<>();
        int known = day - Settling.LAG_DAYS;
        for (int settled = known - KEPT + 1; settled <= known; settled++) {
            days.add(new DayCost(FIRST.plusDays(settled), payments[settled], bill[settled]));
        }
        Optional<TrafficCost> fit = TrafficCost.fit(days);
        return fit.map(TrafficCost::marginal).orElse(0.0);
    }

    /** The payments of the day at an hour, over the share of a day that they usually are by then. */
    private double soFar(int day, int hour) {
        double now = until(day, hour);
        double before = 0;
        double whole = 0;
        for (int earlier = day - 28; earlier < day; earlier++) {
            before += until(earlier, hour);
            whole += payments[earlier];
        }
        return now * whole / before;
    }

    private double until(int day, int hour) {
        double sum = 0;
        for (int h = 0; h < hour; h++) {
            sum += byHour[day][h];
        }
        return sum;
    }

    /**
     * Payments with nights, weekends, growth, campaigns of some days, quiet days and chance; a bill of USD 2,000 a day, of which a share follows them and the rest has weekdays and growth of its own, with 2 % of
     * chance and a charge on the first of the month.
     */
    private void simulate(double elasticity, long seed) {
        Random chance = new Random(seed);
        int campaign = 0;
        for (int day = 0; day < DAYS; day++) {
            int weekday = FIRST.plusDays(day).getDayOfWeek().getValue();
            if (campaign == 0 && chance.nextInt(30) == 0) {
                campaign = 1 + chance.nextInt(3);
            }
            double level = (weekday > 5 ? 0.7 : 1)
                    * Math.pow(1.001, day)
                    * (campaign > 0 ? 1.5 : 1)
                    * (chance.nextInt(60) == 0 ? 0.5 : 1)
                    * (1 + 0.05 * chance.nextGaussian());
            campaign = Math.max(0, campaign - 1);
            payments[day] = 0;
            for (int hour = 0; hour < HOURS; hour++) {
                double curve = 1 - 0.7 * Math.cos(2 * Math.PI * (hour - 3) / HOURS);
                byHour[day][hour] = 4000 * level * curve * (1 + 0.1 * chance.nextGaussian());
                payments[day] += byHour[day][hour];
            }
            double own = (weekday > 5 ? 0.85 : 1) * Math.pow(1.0004, day);
            bill[day] = 2000
                    * ((1 - elasticity) * own + elasticity * payments[day] / 96_000)
                    * (1 + 0.02 * chance.nextGaussian())
                    * (FIRST.plusDays(day).getDayOfMonth() == 1 ? 1.8 : 1);
        }
    }
}
