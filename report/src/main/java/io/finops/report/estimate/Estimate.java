package io.finops.report.estimate;

import io.finops.report.elasticity.DayCost;
import io.finops.report.elasticity.SettledBill;
import io.finops.report.elasticity.TrafficCost;
import io.finops.report.estimate.UnitMargin.BreakEven;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario would cost. Amounts are in USD.
 *
 * @param scenario the payments beyond the usual ones
 * @param usualPerDay payments
 * @param newestDay of the settled days that it rests on
 * @param busiestDay payments of the busiest of them: beyond it the estimate is a continued line
 * @param bill the whole bill, fitted by itself: services need not add up to it
 * @param services those with enough days, the dearest first
 * @param margin of a payment; null where nothing was approved in the last day
 * @param breakEven null likewise
 */
public record Estimate(
        Scenario scenario,
        double usualPerDay,
        LocalDate newestDay,
        double busiestDay,
        Row bill,
        List<Row> services,
        @Nullable UnitMargin margin,
        @Nullable BreakEven breakEven) {
    /**
     * A service, or all.
     *
     * @param usd of the scenario
     * @param lower bound
     * @param upper bound
     */
    public record Row(String service, double usd, double lower, double upper, TrafficCost fit) {
        static Row of(String service, TrafficCost fit, Scenario scenario) {
            double payments = scenario.payments();
            return new Row(service, fit.marginal() * payments, fit.lower() * payments, fit.upper() * payments, fit);
        }
    }

    public Estimate {
        services = List.copyOf(services);
    }

    /** Nothing while too few days of the bill are settled. */
    public static Optional<Estimate> of(
            SettledBill bill, Scenario scenario, double usualPerDay, @Nullable UnitMargin margin) {
        return TrafficCost.fit(bill.whole())
                .map(whole -> new Estimate(
                        scenario,
                        usualPerDay,
                        bill.whole().stream()
                                .map(DayCost::day)
                                .max(Comparator.naturalOrder())
                                .orElseThrow(),
                        bill.whole().stream()
                                .mapToDouble(DayCost::payments)
                                .max()
                                .orElse(0),
                        Row.of("the whole bill", whole, scenario),
                        services(bill.services(), scenario),
                        margin,
                        margin == null ? null : margin.breakEven(whole)));
    }

    /** How many times the busiest day that was seen a day of the scenario would be. */
    public double beyondWhatWasSeen() {
        return scenario.onItsBusiestDay(usualPerDay) / busiestDay;
    }

    private static List<Row> services(Map<String, List<DayCost>> services, Scenario scenario) {
        return services.entrySet().stream()
                .flatMap(service ->
                        TrafficCost.fit(service.getValue())
                                .map(fit -> Row.of(service.getKey(), fit, scenario))
                                .stream())
                .sorted(Comparator.comparingDouble(Row::usd)
                        .thenComparingDouble(Row::upper)
                        .reversed())
                .toList();
    }
}
