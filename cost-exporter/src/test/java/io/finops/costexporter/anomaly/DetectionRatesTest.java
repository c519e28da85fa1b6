package io.finops.costexporter.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.series.DailySeries;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Measures the detector on simulated years; docs/anomaly-detection.md reports what is printed here. */
class DetectionRatesTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-01-01");
    private static final int DAYS = 366;
    private static final int SERIES = 200;
    private static final int KNOWN_DAYS = 60;

    @Test
    void ordinaryDaysAreRarelyAlarming() {
        for (double noise : new double[] {0.02, 0.05, 0.10, 0.20}) {
            Rates rates = falseAlarms(noise);
            System.out.printf(
                    "anomaly detection, noise %2.0f%%: %d false alarms in %d days of %d years (%.3f%%)%n",
                    noise * 100, rates.alarms, rates.days, SERIES, 100.0 * rates.alarms / rates.days);
            assertThat((double) rates.alarms / rates.days).isLessThan(0.002);
        }
    }

    @Test
    void aDayThatCostsMuchMoreIsFound() {
        for (double noise : new double[] {0.02, 0.05, 0.10, 0.20}) {
            for (double factor : new double[] {1.25, 1.5, 2, 4}) {
                Rates rates = detections(noise, factor);
                System.out.printf(
                        "anomaly detection, noise %2.0f%%, x%.2f: %.1f%% found%n",
                        noise * 100, factor, 100.0 * rates.alarms / rates.days);
                if (factor >= 4 || (factor >= 2 && noise <= 0.10) || (factor >= 1.5 && noise <= 0.05)) {
                    assertThat((double) rates.alarms / rates.days).isGreaterThan(0.95);
                }
            }
        }
    }

    private static final class Rates {
        private int alarms;
        private int days;
    }

    private static Rates falseAlarms(double noise) {
        Rates rates = new Rates();
        for (int seed = 0; seed < SERIES; seed++) {
            double[] year = year(new Random(seed), noise);
            for (int day = KNOWN_DAYS; day < DAYS; day++) {
                rates.days++;
                rates.alarms += impact(year, day, year[day]) > 0 ? 1 : 0;
            }
        }
        return rates;
    }

    private static Rates detections(double noise, double factor) {
        Rates rates = new Rates();
        for (int seed = 0; seed < SERIES; seed++) {
            double[] year = year(new Random(seed), noise);
            for (int day = KNOWN_DAYS; day < DAYS; day += 11) {
                rates.days++;
                rates.alarms += impact(year, day, year[day] * factor) > 0 ? 1 : 0;
            }
        }
        return rates;
    }

    private static double impact(double[] year, int day, double amount) {
        DailySeries before = new DailySeries(FIRST, java.util.Arrays.copyOf(year, day)).last(KNOWN_DAYS);
        return RobustDetector.STANDARD
                .judge(before, FIRST.plusDays(day), amount)
                .orElseThrow()
                .impact();
    }

    /** Some USD 200 to 1,000 a day, quieter at weekends, growing or shrinking, with charges at each month's start. */
    private static double[] year(Random random, double noise) {
        double base = 200 + 800 * random.nextDouble();
        double weekend = 0.6 + 0.4 * random.nextDouble();
        double growthPerDay = (random.nextDouble() - 0.3) * 0.003;
        double monthStart = random.nextBoolean() ? base * 2 : 0;
        double[] year = new double[DAYS];
        for (int day = 0; day < DAYS; day++) {
            LocalDate date = FIRST.plusDays(day);
            double season = date.getDayOfWeek().getValue() >= 6 ? weekend : 1;
            double charge = date.getDayOfMonth() == 1 ? monthStart : 0;
            year[day] = base * season * Math.pow(1 + growthPerDay, day) * (1 + noise * random.nextGaussian()) + charge;
        }
        return year;
    }
}
