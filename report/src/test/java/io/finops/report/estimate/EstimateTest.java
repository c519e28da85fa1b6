package io.finops.report.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.finops.report.elasticity.DayCost;
import io.finops.report.elasticity.SettledBill;
import io.finops.report.elasticity.TrafficCost;
import io.finops.report.estimate.Estimate.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EstimateTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 5);
    private static final Offset<Double> CENT = within(0.01);
    /** Ten dollars a payment are ours to a tenth, of which the gateway takes 40 cents. */
    private static final UnitMargin MARGIN = new UnitMargin(1, 0.4);

    @Test
    void aCampaignCostsItsPaymentsAtTheMarginalCostOfEachService() {
        Estimate estimate = estimate(Scenario.campaign(60, 4));

        assertThat(estimate.scenario().payments()).isEqualTo(864_000);
        assertThat(estimate.bill().usd()).isCloseTo(864_000 * 0.1, CENT);
        assertThat(estimate.services()).extracting(Row::service).containsExactly("Queue", "Office");
        assertThat(estimate.services())
                .extracting(Row::usd)
                .satisfiesExactly(
                        queue -> assertThat(queue).isCloseTo(86_400, CENT),
                        office -> assertThat(office).isZero());
    }

    @Test
    void aSurgeIsWhatComesBesideTheUsualPayments() {
        assertThat(Scenario.surge(5, 6, 1000).payments()).isEqualTo(4 * 250);
        assertThat(Scenario.surge(5, 6, 1000).onItsBusiestDay(1000)).isEqualTo(2000);
    }

    @Test
    void aYearsGrowthIsSpreadOverItsDays() {
        Scenario year = Scenario.year(0.3, 1000);
        assertThat(year.payments()).isCloseTo(0.3 * 365_000, CENT);
        assertThat(year.onItsBusiestDay(1000)).isCloseTo(1300, CENT);
    }

    @Test
    void theMarginTurnsWherePaymentsHaveEarnedTheFixedCost() {
        assertThat(estimate(Scenario.campaign(1, 1)).breakEven()).isNotNull().satisfies(even -> {
            // USD 600 a day over 1 - 0.4 - 0.1
            assertThat(even.perDay()).isCloseTo(1200, within(0.1));
            assertThat(even.earliest()).isCloseTo(1200, within(1.0));
        });
    }

    @Test
    void whatLosesMoneyWithEveryPaymentNeverBreaksEven() {
        assertThat(new UnitMargin(0.45, 0.4)
                        .breakEven(TrafficCost.fit(bill().whole()).orElseThrow())
                        .perDay())
                .isNull();
    }

    /** A payment is dearer within the bounds only by as much as the day is cheaper without one. */
    @Test
    void theBoundsOfTheBreakEvenAreInOrder() {
        TrafficCost bill = new TrafficCost(35, 2000, 600, 0.1, 0.05, 0.15, 0.9, 0);

        assertThat(MARGIN.breakEven(bill).earliest()).isCloseTo(500 / 0.45, within(0.1));
        assertThat(MARGIN.breakEven(bill).latest()).isCloseTo(700 / 0.55, within(0.1));
        assertThat(new UnitMargin(0.52, 0.4).breakEven(bill).latest())
                .as("the upper bound loses money with every payment")
                .isNull();
    }

    @Test
    void aDayBeyondAllThatWasSeenIsSaidToBe() {
        assertThat(estimate(Scenario.campaign(60, 4)).beyondWhatWasSeen()).isGreaterThan(400);
        assertThat(estimate(Scenario.campaign(0.001, 1)).beyondWhatWasSeen()).isLessThan(1.1);
    }

    @Test
    void thereIsNoneWithoutSettledDays() {
        assertThat(Estimate.of(
                        new SettledBill(List.of(), Map.of(), Map.of(), List.of()), Scenario.campaign(1, 1), 1, MARGIN))
                .isEmpty();
    }

    private static Estimate estimate(Scenario scenario) {
        return Estimate.of(bill(), scenario, 2000, MARGIN).orElseThrow();
    }

    /** USD 600 a day and ten cents a payment, of which the office has USD 500. */
    private static SettledBill bill() {
        return new SettledBill(
                days(payments -> 600 + 0.1 * payments),
                Map.of("Queue", days(payments -> 100 + 0.1 * payments), "Office", days(payments -> 500)),
                Map.of(),
                List.of());
    }

    private static List<DayCost> days(DoubleUnaryOperator cost) {
        return IntStream.range(0, 28)
                .mapToObj(day -> {
                    double payments = 1500 + 37 * (day * day % 11);
                    return new DayCost(FIRST.plusDays(day), payments, cost.applyAsDouble(payments));
                })
                .toList();
    }
}
