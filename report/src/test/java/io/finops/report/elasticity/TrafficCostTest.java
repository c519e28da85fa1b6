package io.finops.report.elasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Laws that hold for any bill, and how often a claim is right on simulated ones. */
class TrafficCostTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 5);
    private static final int CASES = 400;

    @Property
    void aFlatBillHasNoMarginalCost(@ForAll long seed, @ForAll @DoubleRange(min = 1, max = 1e5) double perDay) {
        TrafficCost fit = fit(days(35, traffic(seed), day -> perDay));

        assertThat(fit.related()).isFalse();
        assertThat(fit.marginal()).isZero();
        assertThat(fit.upper()).isZero();
        assertThat(fit.fixed()).isEqualTo(perDay);
    }

    @Property
    void fixedAndMarginalAreFoundWhateverWeekdaysAndGrowthTheBillHasOfItsOwn(
            @ForAll long seed,
            @ForAll @DoubleRange(min = 100, max = 1e4) double fixed,
            @ForAll @DoubleRange(min = 1e-4, max = 0.1) @Scale(6) double marginal,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double growth,
            @ForAll @DoubleRange(min = 0, max = 50) double weekend) {
        IntToDoubleFunction traffic = traffic(seed);
        TrafficCost fit = fit(days(
                35,
                traffic,
                day -> fixed + marginal * traffic.applyAsDouble(day) + growth * day + (day % 7 > 4 ? weekend : 0)));

        assertThat(fit.marginal()).isCloseTo(marginal, within(1e-6 * marginal + 1e-9));
        assertThat(fit.fit()).isGreaterThan(0.999);
        assertThat(fit.fixed()).isCloseTo(fixed, within(Math.abs(growth) * 35 + weekend + 1e-3));
    }

    @Property
    void doublingBothChangesNeitherRatio(
            @ForAll long seed, @ForAll @DoubleRange(min = 0.001, max = 1000) @Scale(3) double times) {
        IntToDoubleFunction traffic = traffic(seed);
        IntToDoubleFunction bill = noisy(traffic, 0.02, seed);
        TrafficCost once = fit(days(35, traffic, bill));
        TrafficCost more =
                fit(days(35, day -> times * traffic.applyAsDouble(day), day -> times * bill.applyAsDouble(day)));

        assertThat(more.marginal()).isCloseTo(once.marginal(), within(1e-9));
        assertThat(more.fixed() / times).isCloseTo(once.fixed(), within(1e-6));
        assertThat(more.fit()).isCloseTo(once.fit(), within(1e-6));
        assertThat(more.related()).isEqualTo(once.related());
    }

    @Property
    void oneOddDayMovesNothing(
            @ForAll long seed,
            @ForAll @IntRange(max = 34) int odd,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double charge) {
        IntToDoubleFunction traffic = traffic(seed);
        IntToDoubleFunction bill = day -> 1000 + 0.01 * traffic.applyAsDouble(day);
        TrafficCost fit = fit(days(35, traffic, day -> bill.applyAsDouble(day) + (day == odd ? charge : 0)));

        assertThat(fit.marginal()).isCloseTo(0.01, within(1e-9));
        assertThat(fit.fixed()).isCloseTo(1000, within(1e-6));
        assertThat(fit.oneOff()).isCloseTo(charge / 35, within(1e-3));
    }

    @Property
    void boundsEncloseTheClaimAndNoDayCostsLessThanNothing(
            @ForAll long seed, @ForAll @IntRange(min = 14, max = 35) int count) {
        TrafficCost fit = fit(days(count, traffic(seed), noisy(traffic(seed), 0.1, seed)));

        assertThat(fit.marginal()).isBetween(fit.lower(), fit.upper());
        assertThat(fit.fit()).isBetween(0.0, 1.0);
        assertThat(fit.fixed()).isNotNegative();
        assertThat(fit.fixed()).isBetween(fit.fixedLower(), fit.fixedUpper());
        assertThat(fit.fixedLower()).isNotNegative();
    }

    @Property
    void whateverAPaymentCostsATypicalDayCostsWhatItDid(
            @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.1) double marginal) {
        TrafficCost fit = fit(days(35, traffic(seed), noisy(traffic(seed), 0.1, seed)));

        assertThat(fit.fixedAt(marginal) + marginal * fit.paymentsPerDay())
                .isCloseTo(fit.fixed() + fit.marginal() * fit.paymentsPerDay(), within(1e-6));
        assertThat(fit.fixedAt(fit.marginal())).isEqualTo(fit.fixed());
    }

    @Property
    void theOrderOfTheDaysDoesNotMatter(@ForAll long seed) {
        List<DayCost> days = days(35, traffic(seed), noisy(traffic(seed), 0.05, seed));
        List<DayCost> shuffled = new ArrayList<>(days);
        Collections.shuffle(shuffled, new Random(seed));

        TrafficCost one = fit(days);
        TrafficCost other = fit(shuffled);
        assertThat(other.marginal()).isCloseTo(one.marginal(), within(1e-12));
        assertThat(other.lower()).isCloseTo(one.lower(), within(1e-12));
    }

    @Test
    void thereIsNoClaimBelowFourteenDaysWithPayments() {
        List<DayCost> days = days(14, traffic(1), noisy(traffic(1), 0, 1));
        assertThat(TrafficCost.fit(days)).isPresent();

        List<DayCost> oneWithoutPayments = new ArrayList<>(days.subList(0, 13));
        oneWithoutPayments.add(new DayCost(FIRST.plusDays(13), 0, 1000));
        assertThat(TrafficCost.fit(oneWithoutPayments)).isEmpty();
    }

    @Test
    void trafficThatIsTheSameEveryWeekShowsNoRelation() {
        TrafficCost fit = fit(days(35, day -> day % 7 > 4 ? 50_000 : 100_000, day -> day % 7 > 4 ? 600 : 1100));

        assertThat(fit.related()).isFalse();
        assertThat(fit.upper()).as("it cannot be ruled out either").isGreaterThan(0.01);
    }

    /** Of a bill with nothing to do with payments, one claim in forty is expected. */
    @Test
    void unrelatedBillsAreSeldomClaimedToFollowPayments() {
        int claims = 0;
        for (int seed = 0; seed < CASES; seed++) {
            Random noise = new Random(7_000 + seed);
            double[] own =
                    noise.doubles(35).map(share -> 1000 * (0.95 + 0.1 * share)).toArray();
            claims += fit(days(35, traffic(seed), day -> own[day])).related() ? 1 : 0;
        }
        assertThat(claims).isLessThan(CASES / 20);
    }

    @Test
    void boundsHoldTheTruthAndRelationsAreFound() {
        for (double noise : new double[] {0.01, 0.03}) {
            int found = 0;
            int held = 0;
            int fixedHeld = 0;
            for (int seed = 0; seed < CASES; seed++) {
                TrafficCost fit = fit(days(35, traffic(seed), noisy(traffic(seed), noise, 9_000 + seed)));
                found += fit.related() ? 1 : 0;
                held += fit.related() && fit.lower() <= 0.01 && fit.upper() >= 0.01 ? 1 : 0;
                fixedHeld += fit.related() && fit.fixedLower() <= 1000 && fit.fixedUpper() >= 1000 ? 1 : 0;
            }
            assertThat(found).isGreaterThan(CASES * 9 / 10);
            assertThat(held).isGreaterThan(found * 9 / 10);
            assertThat(fixedHeld).isGreaterThan(found * 9 / 10);
        }
    }

    /** About 100,000 a day, quieter at weekends, with 8 % of chance and a campaign now and then. */
    private static IntToDoubleFunction traffic(long seed) {
        Random chance = new Random(seed);
        double[] payments = new double[35];
        for (int day = 0; day < payments.length; day++) {
            payments[day] = 100_000
                    * (day % 7 > 4 ? 0.7 : 1)
                    * Math.max(0.3, 1 + 0.08 * chance.nextGaussian())
                    * (chance.nextInt(10) == 0 ? 1.3 : 1);
        }
        return day -> payments[day];
    }

    /** USD 1,000 a day and a cent a payment, with noise on all. */
    private static IntToDoubleFunction noisy(IntToDoubleFunction traffic, double noise, long seed) {
        Random chance = new Random(~seed);
        double[] factors = new double[35];
        for (int day = 0; day < factors.length; day++) {
            factors[day] = 1 + noise * chance.nextGaussian();
        }
        return day -> (1000 + 0.01 * traffic.applyAsDouble(day)) * factors[day];
    }

    private static List<DayCost> days(int count, IntToDoubleFunction payments, IntToDoubleFunction usd) {
        List<DayCost> days = new ArrayList<>();
        for (int day = 0; day < count; day++) {
            days.add(new DayCost(FIRST.plusDays(day), payments.applyAsDouble(day), usd.applyAsDouble(day)));
        }
        return days;
    }

    private static TrafficCost fit(List<DayCost> days) {
        return TrafficCost.fit(days).orElseThrow();
    }
}
