package io.finops.costexporter.config;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.guardrail.Guardrail;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the configuration comes to, in the program's own terms.
 *
 * @param collectors what is asked of AWS beside spend
 * @param usageOfExports whether exports are asked for quantities too
 * @param requestsADay the paid requests that a day without failures takes
 * @param requestBudget the paid requests that a day may take
 */
public record Plan(
        List<CostView> views,
        List<CostBasis> bases,
        Settling settling,
        Cadence cadence,
        Set<OptionalCollector> collectors,
        boolean usageOfExports,
        List<Guardrail> guardrails,
        int requestsADay,
        int requestBudget) {
    /** Throws an {@link InvalidConfiguration} that names the property that cannot work. */
    public static Plan of(ExporterProperties properties) {
        ExporterProperties.Aws aws = properties.aws();
        List<CostView> views = ConfiguredViews.of(properties.views());
        Cadence cadence = new Cadence(properties.refreshInterval());
        boolean costExplorer = properties.readsCostExplorer();
        Set<OptionalCollector> chosen = OptionalCollector.of(properties.collectors(), aws.simulated() && costExplorer);
        Set<OptionalCollector> collectors = chosen.stream()
                .filter(collector -> costExplorer || collector != OptionalCollector.USAGE)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(OptionalCollector.class)));
        int payers = Math.max(1, aws.roles().size());
        int requests = cadence.requestsADay(costExplorer ? views : List.of(), collectors, payers);
        List<CostBasis> bases = ConfiguredViews.bases(properties.costBases());
        if (costExplorer) {
            refuseWhatOnlyExportsHave(views, bases);
        }
        if (!properties.focus().isEmpty()) {
            refuseWhatExportsLack(views, bases);
        }
        return new Plan(
                views,
                bases,
                settling(properties),
                cadence,
                collectors,
                chosen.contains(OptionalCollector.USAGE) && !properties.focus().isEmpty(),
                ConfiguredGuardrails.of(properties.guardrails(), views, properties.everyGuardrailDry()),
                requests,
                requestBudget(properties, requests));
    }

    private static void refuseWhatOnlyExportsHave(List<CostView> views, List<CostBasis> bases) {
        for (CostBasis basis : bases) {
            if (!basis.isOfCostExplorer()) {
                throw new InvalidConfiguration(
                        "cost-exporter.cost-bases", basis.label(), "for FOCUS exports only, without Cost Explorer");
            }
        }
        for (CostView view : views) {
            for (Grouping grouping : view.groupings()) {
                if (grouping.kind() == Grouping.Kind.COLUMN) {
                    throw new InvalidConfiguration(
                            "cost-exporter.views.group-by",
                            "column:" + grouping.key(),
                            "for FOCUS exports only, without Cost Explorer");
                }
            }
        }
    }

    private static void refuseWhatExportsLack(List<CostView> views, List<CostBasis> bases) {
        if (bases.contains(CostBasis.BLENDED)) {
            throw new InvalidConfiguration(
                    "cost-exporter.cost-bases", CostBasis.BLENDED.label(), "for Cost Explorer only, without exports");
        }
        views.stream().filter(view -> !view.billingView().isEmpty()).findFirst().ifPresent(view -> {
            throw new InvalidConfiguration(
                    "cost-exporter.views.billing-view", view.billingView(), "for Cost Explorer only, without exports");
        });
    }

    private static Settling settling(ExporterProperties properties) {
        Duration day = Duration.ofDays(1);
        Duration threeRefreshes = properties.refreshInterval().multipliedBy(3);
        boolean sooner = properties.aws().simulated() && threeRefreshes.compareTo(day) < 0;
        Duration unchangedFor = properties.unchangedFor();
        return new Settling(
                properties.settlingTime(), unchangedFor != null ? unchangedFor : sooner ? threeRefreshes : day);
    }

    private static int requestBudget(ExporterProperties properties, int needed) {
        int byDefault = properties.aws().simulated() ? Math.max(100_000, 2 * needed) : 12;
        Integer configured = properties.requestBudgetPerDay();
        int budget = configured == null ? byDefault : configured;
        if (budget < needed) {
            throw new InvalidConfiguration(
                    "cost-exporter.request-budget-per-day",
                    budget,
                    "at least " + needed + ", which is what these views, collectors and roles take a day at this"
                            + " refresh-interval (USD " + usdAMonth(needed) + " a month)");
        }
        return budget;
    }

    /** What AWS charges for a month of days without failures, at USD 0.01 a request. */
    public BigDecimal usdAMonth() {
        return usdAMonth(requestsADay);
    }

    private static BigDecimal usdAMonth(int requestsADay) {
        return BigDecimal.valueOf(30L * requestsADay, 2);
    }
}
