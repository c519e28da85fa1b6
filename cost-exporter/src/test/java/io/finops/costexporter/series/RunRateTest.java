package io.finops.costexporter.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finops.costexporter.bill.Settling;
import java.time.LocalDate;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RunRateTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-09-01");
    private static final double SECONDS_PER_DAY = 86_400;

    @Property(tries = 200)
    void isADaysCostPerSecondWhereEveryDayCostsTheSame(
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double amount, @ForAll @IntRange(min = 1, max = 60) int days) {
        double[] same = new double[days];
        Arrays.fill(same, amount);
        RunRate rate = RunRate.estimate(new DailySeries(FIRST, same), FIRST.plusDays(days + 2L))
                .orElseThrow();

        assertThat(rate.perSecond() * SECONDS_PER_DAY).isCloseTo(amount, within(amount * 1e-9));
        if (days >= 18) {
            assertThat(rate.expectedError()).isCloseTo(0, within(1e-9));
        }
    }

    @Property(tries = 100)
    void leavesOutAChargeOfASingleDay(@ForAll @DoubleRange(min = 0, max = 1e5) double charge) {
        double[] days = new double[40];
        Arrays.fill(days, 100);
        days[30] += charge;

        assertThat(RunRate.perSecond(new DailySeries(FIRST, days), FIRST.plusDays(42)) * SECONDS_PER_DAY)
                .isCloseTo(100, within(0.5));
    }

    @Test
    void saysHowWrongItHasBeen() {
        double[] jumpy = new double[40];
        for (int day = 0; day < jumpy.length; day++) {
            jumpy[day] = day % 2 == 0 ? 50 : 150;
        }

        assertThat(expectedError(jumpy)).isGreaterThan(0.2);
    }

    @Test
    void comparesWithWhatTheLastTwoWeeksCost() {
        double[] days = new double[40];
        Arrays.fill(days, 100);
        days[26] = 200;
        assertThat(expectedError(days)).as("the first of 14 days").isCloseTo(100 / 1500.0, within(1e-9));

        days[26] = 100;
        days[25] = 200;
        assertThat(expectedError(days)).as("a day before them").isZero();
    }

    @Test
    void estimatesAPastDayOnlyFromWhatHadSettledByThen() {
        double[] days = new double[40];
        Arrays.fill(days, 0, 31, 100);
        Arrays.fill(days, 31, 40, 200);

        // A level is new once four of the last seven days are, and known three days later: six of 14 days were missed.
        assertThat(expectedError(days)).isCloseTo(6 * 100 / (9 * 200 + 5 * 100.0), within(1e-9));
    }

    @Test
    void hasNoErrorToTellBeforeADayHadTwoSettledWeeksBeforeIt() {
        double[] tooFew = new double[SeasonalModel.FEWEST_DAYS + Settling.LAG_DAYS - 1];
        Arrays.fill(tooFew, 100);
        assertThat(expectedError(tooFew)).isNaN();

        double[] enough = Arrays.copyOf(tooFew, tooFew.length + 1);
        enough[tooFew.length] = 200;
        assertThat(expectedError(enough)).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void saysNothingWithoutASettledDay() {
        assertThat(RunRate.estimate(new DailySeries(FIRST), FIRST)).isEmpty();
        assertThat(RunRate.perSecond(new DailySeries(FIRST), FIRST)).isZero();
    }

    private static double expectedError(double... days) {
        return RunRate.estimate(new DailySeries(FIRST, days), FIRST.plusDays(days.length + 2L))
                .orElseThrow()
                .expectedError();
    }
}
