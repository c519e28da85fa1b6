package io.finops.costexporter.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Laws of level, trend and weekday. */
class SeasonalModelTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-09-07");

    @Property(tries = 200)
    void expectsOfAConstantSeriesWhatItAlwaysWas(
            @ForAll @DoubleRange(min = 0.01, max = 1e6) double amount,
            @ForAll @IntRange(min = 1, max = 60) int days,
            @ForAll @IntRange(max = 10) int ahead) {
        SeasonalModel model = SeasonalModel.fit(series(days, day -> amount));

        assertThat(model.expected(MONDAY.plusDays(days + ahead))).isCloseTo(amount, within(amount * 1e-9));
    }

    @Property(tries = 200)
    void costsTwiceAsMuchOfABillTwiceAsHigh(
            @ForAll @Size(min = 14, max = 45) List<@DoubleRange(min = 1, max = 1000) Double> amounts,
            @ForAll @DoubleRange(min = 0.01, max = 100) double factor) {
        LocalDate day = MONDAY.plusDays(amounts.size());
        double plain = SeasonalModel.fit(series(amounts.size(), amounts::get)).expected(day);
        double scaled = SeasonalModel.fit(series(amounts.size(), i -> amounts.get(i) * factor))
                .expected(day);

        assertThat(scaled).isCloseTo(plain * factor, within(1e-6 * Math.max(1, plain * factor)));
    }

    @Property(tries = 200)
    void isNotMovedByOneOddDay(
            @ForAll @IntRange(max = 41) int odd, @ForAll @DoubleRange(min = 0, max = 1e6) double amount) {
        SeasonalModel model = SeasonalModel.fit(series(42, day -> day == odd ? amount : weekly(day)));
        SeasonalModel calm = SeasonalModel.fit(series(42, SeasonalModelTest::weekly));

        for (int ahead = 0; ahead < 7; ahead++) {
            LocalDate day = MONDAY.plusDays(42 + ahead);
            assertThat(model.expected(day)).isCloseTo(calm.expected(day), within(1.0));
        }
    }

    @Test
    void knowsTheWeekdays() {
        SeasonalModel model = SeasonalModel.fit(series(28, SeasonalModelTest::weekly));

        assertThat(model.expected(LocalDate.parse("2026-10-10"))).isCloseTo(60, within(0.5)); // a Saturday
        assertThat(model.expected(LocalDate.parse("2026-10-12"))).isCloseTo(100, within(0.5));
        assertThat(model.levels()).usingComparatorWithPrecision(0.5).containsOnly(100);
    }

    @Test
    void followsATrend() {
        SeasonalModel model = SeasonalModel.fit(series(28, day -> 100 + 2 * day));

        assertThat(model.expected(MONDAY.plusDays(30))).isCloseTo(160, within(4.0));
    }

    @Test
    void neverExpectsLessThanNothingOfWhatHasCostSomething() {
        SeasonalModel model = SeasonalModel.fit(series(28, day -> Math.max(0, 270 - 10.0 * day)));

        assertThat(model.expected(MONDAY.plusDays(60))).isZero();
    }

    @Test
    void seesNoWeekdaysInLessThanTwoWeeks() {
        SeasonalModel model = SeasonalModel.fit(series(SeasonalModel.FEWEST_DAYS - 1, SeasonalModelTest::weekly));

        assertThat(factors(model)).containsOnly(1.0);
    }

    @Test
    void seesAWeekdayOnceTwoOfItHaveHalfAWeekOnEitherSide() {
        SeasonalModel model =
                SeasonalModel.fit(series(SeasonalModel.FEWEST_DAYS, day -> day % 7 == 3 || day % 7 == 4 ? 60 : 100));

        assertThat(model.factor(MONDAY.plusDays(3))).as("days 3 and 10").isCloseTo(0.6, within(1e-9));
        assertThat(model.factor(MONDAY.plusDays(4))).as("day 4 only").isEqualTo(1);
    }

    @Test
    void takesNoTrendForAPatternOfWeekdays() {
        SeasonalModel model = SeasonalModel.fit(series(28, day -> 100 + 2 * day));

        assertThat(factors(model)).containsOnly(1.0);
    }

    @Test
    void seesNoWeekdaysInABillOfOneDayAWeek() {
        SeasonalModel model = SeasonalModel.fit(series(28, day -> day % 7 == 0 ? 100 : 0));

        assertThat(factors(model)).containsOnly(1.0);
        assertThat(model.expected(MONDAY.plusDays(28))).isZero();
    }

    @Test
    void dividesByNoWeekdayThatCostsNothing() {
        SeasonalModel model = SeasonalModel.fit(series(28, day -> day % 7 == 6 ? 0 : 100));

        assertThat(factors(model)).containsOnly(1.0);
        assertThat(model.levels()).containsOnly(0, 100);
    }

    @Test
    void followsATrendFromTwoWeeksOn() {
        LocalDate day = MONDAY.plusDays(20);

        assertThat(SeasonalModel.fit(series(SeasonalModel.FEWEST_DAYS - 1, i -> 100 + 2 * i))
                        .expected(day))
                .as("the level of the last seven days")
                .isEqualTo(118);
        assertThat(SeasonalModel.fit(series(SeasonalModel.FEWEST_DAYS, i -> 100 + 2 * i))
                        .expected(day))
                .isCloseTo(140, within(1e-9));
    }

    @Test
    void expectsCreditsToStayAsTheyAre() {
        SeasonalModel growing = SeasonalModel.fit(series(28, day -> day - 30));
        assertThat(growing.expected(MONDAY.plusDays(60))).isEqualTo(-6);

        SeasonalModel gone = SeasonalModel.fit(series(28, day -> day - 24));
        assertThat(gone.expected(MONDAY.plusDays(60))).as("a level of nothing").isZero();
    }

    private static double[] factors(SeasonalModel model) {
        return IntStream.range(0, 7)
                .mapToDouble(day -> model.factor(MONDAY.plusDays(day)))
                .toArray();
    }

    private static double weekly(int day) {
        return MONDAY.plusDays(day).getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue() ? 60 : 100;
    }

    private static DailySeries series(int days, IntToDoubleFunction amount) {
        return new DailySeries(
                MONDAY, IntStream.range(0, days).mapToDouble(amount).toArray());
    }
}
