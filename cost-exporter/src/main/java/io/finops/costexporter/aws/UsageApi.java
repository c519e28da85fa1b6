package io.finops.costexporter.aws;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.usage.Usage;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;

/** Quantities from {@code ce:GetCostAndUsage}, where they have a unit: by usage type. Thread-safe. */
record UsageApi(CostExplorerClient client, int maxPages) {
    private static final String QUANTITY = "UsageQuantity";

    /** Of the month so far, what costs most; throws a {@link io.finops.costexporter.source.ReadFailure}. */
    Usage read(LocalDate today) {
        LocalDate first = today.withDayOfMonth(1);
        Set<List<String>> keys = new HashSet<>();
        List<Usage.Row> rows = new ArrayList<>();
        return Answers.understood("a usage", () -> {
            Answers.pages(
                    maxPages,
                    token -> client.getCostAndUsage(request -> request.timePeriod(
                                    period -> period.start(first.toString())
                                            .end(today.plusDays(1).toString()))
                            .granularity(Granularity.MONTHLY)
                            .metrics(QUANTITY, CostBasis.UNBLENDED.metric())
                            .groupBy(by("SERVICE"), by("USAGE_TYPE"))
                            .nextPageToken(token)),
                    GetCostAndUsageResponse::nextPageToken,
                    page -> page.resultsByTime()
                            .forEach(month -> month.groups().forEach(group -> {
                                if (!keys.add(group.keys())) {
                                    throw new IllegalArgumentException(group.keys() + " comes twice");
                                }
                                rows.add(row(group));
                            })));
            rows.sort(Comparator.comparingLong((Usage.Row row) -> -Math.abs(row.cost())));
            return new Usage(YearMonth.from(today), rows.subList(0, Math.min(Usage.TOP, rows.size())));
        });
    }

    private static GroupDefinition by(String dimension) {
        return GroupDefinition.builder().type("DIMENSION").key(dimension).build();
    }

    private static Usage.Row row(Group group) {
        MetricValue quantity = Objects.requireNonNull(group.metrics().get(QUANTITY), QUANTITY);
        MetricValue cost = Objects.requireNonNull(group.metrics().get(CostBasis.UNBLENDED.metric()), "cost");
        return new Usage.Row(
                RowKey.AWS,
                group.keys().get(0),
                group.keys().get(1),
                Objects.requireNonNull(quantity.unit()),
                Answers.number(quantity.amount()),
                Objects.requireNonNull(cost.unit()),
                Nanos.parse(cost.amount()));
    }
}
