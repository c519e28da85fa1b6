package io.finops.costexporter.aws;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostFilter;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.source.CostQuery;
import io.finops.costexporter.source.CostSource;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageRequest;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageResponse;
import software.amazon.awssdk.services.costexplorer.model.Granularity;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;
import software.amazon.awssdk.utils.Lazy;

/** Spend by day from {@code ce:GetCostAndUsage}. Thread-safe. */
final class CostExplorerSource implements CostSource {
    private final String name;
    private final Lazy<CostExplorerClient> client;
    private final int maxPages;

    /** @param maxPages past this many pages an answer counts as endless */
    CostExplorerSource(String name, Lazy<CostExplorerClient> client, int maxPages) {
        this.name = name;
        this.client = client;
        this.maxPages = maxPages;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, CostReading> read(CostQuery query) {
        Map<String, CostReading> readings = new LinkedHashMap<>();
        query.views().forEach(view -> readings.put(view.name(), read(view, query)));
        return readings;
    }

    private CostReading read(CostView view, CostQuery query) {
        CostReading.Builder reading = new CostReading.Builder(query.bases());
        GetCostAndUsageRequest request = request(view, query);
        List<LocalDate> missing = Answers.understood("an answer of AWS", () -> {
            Answers.pages(
                    maxPages,
                    token -> client.getValue()
                            .getCostAndUsage(
                                    request.toBuilder().nextPageToken(token).build()),
                    GetCostAndUsageResponse::nextPageToken,
                    page -> add(page, view, query, reading));
            return reading.missingDays(query.from(), query.to());
        });
        if (!missing.isEmpty()) {
            throw new ReadFailure(
                    FailureReason.INCOMPLETE,
                    "the answer lacks " + missing.size() + " of the days asked for, first " + missing.get(0));
        }
        return reading.build();
    }

    private static GetCostAndUsageRequest request(CostView view, CostQuery query) {
        GetCostAndUsageRequest.Builder request = GetCostAndUsageRequest.builder()
                .timePeriod(DateInterval.builder()
                        .start(query.from().toString())
                        .end(query.to().toString())
                        .build())
                .granularity(Granularity.DAILY)
                .metrics(query.bases().stream().map(CostBasis::metric).toList());
        if (!view.groupings().isEmpty()) {
            request.groupBy(view.groupings().stream()
                    .map(grouping -> GroupDefinition.builder()
                            .type(grouping.kind().name())
                            .key(grouping.key())
                            .build())
                    .toList());
        }
        if (!view.billingView().isEmpty()) {
            request.billingViewArn(view.billingView());
        }
        Expression filter = filter(view.filters());
        return filter == null ? request.build() : request.filter(filter).build();
    }

    private static @Nullable Expression filter(List<CostFilter> filters) {
        List<Expression> all =
                filters.stream().map(CostExplorerSource::expression).toList();
        if (all.isEmpty()) {
            return null;
        }
        return all.size() == 1 ? all.get(0) : Expression.builder().and(all).build();
    }

    private static Expression expression(CostFilter filter) {
        Grouping by = filter.by();
        Expression matches = switch (by.kind()) {
            case DIMENSION ->
                Expression.builder()
                        .dimensions(d -> d.key(by.key()).values(filter.values()))
                        .build();
            case TAG ->
                Expression.builder()
                        .tags(t -> t.key(by.key()).values(filter.values()))
                        .build();
            case COST_CATEGORY ->
                Expression.builder()
                        .costCategories(c -> c.key(by.key()).values(filter.values()))
                        .build();
            case COLUMN -> throw new IllegalArgumentException(by.key() + " is a column of an export");
        };
        return filter.exclude() ? Expression.builder().not(matches).build() : matches;
    }

    private void add(GetCostAndUsageResponse page, CostView view, CostQuery query, CostReading.Builder reading) {
        page.dimensionValueAttributes().forEach(value -> {
            String name = value.attributes().get("description");
            if (value.value() != null && name != null) {
                reading.accountName(value.value(), name);
            }
        });
        for (ResultByTime result : page.resultsByTime()) {
            LocalDate date = LocalDate.parse(result.timePeriod().start());
            if (date.isBefore(query.from()) || !date.isBefore(query.to())) {
                throw new ReadFailure(FailureReason.MALFORMED, date + " is not among the days asked for");
            }
            reading.day(date, Boolean.TRUE.equals(result.estimated()));
            if (view.groupings().isEmpty()) {
                addRow(date, List.of(), result.total(), query, reading);
            }
            for (Group group : result.groups()) {
                addRow(date, values(group, view.groupings()), group.metrics(), query, reading);
            }
        }
    }

    private static List<String> values(Group group, List<Grouping> groupings) {
        if (group.keys().size() != groupings.size()) {
            throw new ReadFailure(FailureReason.MALFORMED, "a group with the keys " + group.keys());
        }
        List<String> values = new ArrayList<>(groupings.size());
        for (int i = 0; i < groupings.size(); i++) {
            values.add(groupings.get(i).valueOf(group.keys().get(i)));
        }
        return values;
    }

    private void addRow(
            LocalDate date,
            List<String> values,
            Map<String, MetricValue> metrics,
            CostQuery query,
            CostReading.Builder reading) {
        if (metrics.isEmpty() && values.isEmpty()) {
            return; // a day without anything on it
        }
        long[] amounts = new long[query.bases().size()];
        String currency = "";
        for (int i = 0; i < amounts.length; i++) {
            String name = query.bases().get(i).metric();
            MetricValue value = metrics.get(name);
            if (value == null) {
                throw new ReadFailure(FailureReason.MALFORMED, "a row without " + name);
            }
            amounts[i] = Nanos.parse(value.amount());
            currency = value.unit();
        }
        reading.add(date, new RowKey(RowKey.AWS, name, values, currency), amounts);
    }
}
