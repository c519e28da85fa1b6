package io.finops.costexporter.aws;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.FoldedRows;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.monthchange.MonthChange;
import io.finops.costexporter.monthchange.MonthChange.Change;
import io.finops.costexporter.monthchange.MonthChange.Driver;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.model.ComparisonMetricValue;
import software.amazon.awssdk.services.costexplorer.model.CostComparisonDriver;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.Expression;
import software.amazon.awssdk.services.costexplorer.model.GetCostAndUsageComparisonsResponse;
import software.amazon.awssdk.services.costexplorer.model.GetCostComparisonDriversResponse;
import software.amazon.awssdk.services.costexplorer.model.GroupDefinition;

/**
 * A month that is over beside the one before. Two requests: {@code ce:GetCostAndUsageComparisons} for what each
 * service changed by, then {@code ce:GetCostComparisonDrivers} for why, of the ten that changed most: a page has no more than
 * ten, and each page is paid for.
 */
record MonthChangeApi(CostExplorerClient client, CostBasis basis, int maxPages) {
    private static final String BY = "SERVICE";
    private static final int TOP = 50;
    private static final int EXPLAINED = 10;
    private static final int LARGEST_PAGE = 2_000;

    /** What rounding may make of the sum of all services. */
    private static final long TOLERANCE = Nanos.parse("0.01");

    /** The month before that of a day; throws a {@link ReadFailure}. */
    MonthChange read(LocalDate day) {
        YearMonth month = YearMonth.from(day).minusMonths(1);
        return Answers.understood("a comparison", () -> {
            List<Change> changes = new ArrayList<>(changes(month));
            changes.sort(Comparator.comparingLong((Change change) -> -Math.abs(change.difference())));
            List<String> largest = changes.stream()
                    .filter(change -> change.difference() != 0)
                    .map(Change::service)
                    .distinct()
                    .limit(EXPLAINED)
                    .toList();
            Map<String, List<Driver>> drivers = largest.isEmpty() ? Map.of() : drivers(month, largest);
            return new MonthChange(
                    basis,
                    month,
                    folded(changes.stream()
                            .map(change -> new Change(
                                    change.service(),
                                    change.currency(),
                                    change.difference(),
                                    drivers.getOrDefault(change.service(), List.of())))
                            .toList()));
        });
    }

    private List<Change> changes(YearMonth month) {
        // AWS can repeat items over pages; a service comes once.
        Map<String, Change> changes = new LinkedHashMap<>();
        List<ComparisonMetricValue> totals = new ArrayList<>();
        Answers.pages(
                maxPages,
                token -> client.getCostAndUsageComparisons(
                        request -> request.baselineTimePeriod(period(month.minusMonths(1)))
                                .comparisonTimePeriod(period(month))
                                .metricForComparison(basis.metric())
                                .groupBy(by())
                                .maxResults(LARGEST_PAGE)
                                .nextPageToken(token)),
                GetCostAndUsageComparisonsResponse::nextPageToken,
                page -> {
                    totals.add(value(page.totalCostAndUsage()));
                    page.costAndUsageComparisons().forEach(each -> {
                        String service = service(each.costAndUsageSelector());
                        ComparisonMetricValue value = value(each.metrics());
                        changes.put(
                                service,
                                new Change(
                                        service,
                                        Objects.requireNonNull(value.unit()),
                                        Nanos.parse(value.difference()),
                                        List.of()));
                    });
                });
        long sum = changes.values().stream().mapToLong(Change::difference).reduce(0, Math::addExact);
        if (Math.abs(sum - Nanos.parse(totals.get(0).difference())) > TOLERANCE) {
            throw new ReadFailure(FailureReason.INCOMPLETE, "the services do not add up to the change of the month");
        }
        return List.copyOf(changes.values());
    }

    private Map<String, List<Driver>> drivers(YearMonth month, List<String> services) {
        Map<String, List<Driver>> drivers = new LinkedHashMap<>();
        Answers.pages(
                maxPages,
                token -> client.getCostComparisonDrivers(request -> request.baselineTimePeriod(
                                period(month.minusMonths(1)))
                        .comparisonTimePeriod(period(month))
                        .metricForComparison(basis.metric())
                        .groupBy(by())
                        .filter(filter ->
                                filter.dimensions(dimension -> dimension.key(BY).values(services)))
                        .maxResults(EXPLAINED)
                        .nextPageToken(token)),
                GetCostComparisonDriversResponse::nextPageToken,
                page -> page.costComparisonDrivers()
                        .forEach(each -> drivers.put(service(each.costSelector()), drivers(each))));
        return drivers;
    }

    /** Two of one type and name become one. */
    private List<Driver> drivers(CostComparisonDriver of) {
        Map<List<String>, Driver> drivers = new LinkedHashMap<>();
        of.costDrivers().forEach(driver -> {
            Driver read = new Driver(
                    Objects.requireNonNull(driver.type(), "type"),
                    Objects.requireNonNullElse(driver.name(), ""),
                    Nanos.parse(value(driver.metrics()).difference()));
            drivers.merge(
                    List.of(read.type(), read.name()),
                    read,
                    (one, other) ->
                            new Driver(one.type(), one.name(), Math.addExact(one.difference(), other.difference())));
        });
        return List.copyOf(drivers.values());
    }

    /** Those past the largest as one a currency. */
    private static List<Change> folded(List<Change> changes) {
        List<Change> folded = new ArrayList<>(changes.subList(0, Math.min(TOP, changes.size())));
        Map<String, Long> rest = new LinkedHashMap<>();
        changes.stream()
                .skip(TOP)
                .forEach(change -> rest.merge(change.currency(), change.difference(), Math::addExact));
        rest.forEach(
                (currency, difference) -> folded.add(new Change(FoldedRows.OTHER, currency, difference, List.of())));
        return folded;
    }

    private ComparisonMetricValue value(Map<String, ComparisonMetricValue> metrics) {
        return Objects.requireNonNull(metrics.get(basis.metric()), basis.metric());
    }

    private static String service(@Nullable Expression selector) {
        Expression expression = Objects.requireNonNull(selector, "selector");
        if (expression.dimensions() == null) {
            return service(expression.and().stream().findFirst().orElse(null));
        }
        return expression.dimensions().values().stream().findFirst().orElse("");
    }

    private static GroupDefinition by() {
        return GroupDefinition.builder().type("DIMENSION").key(BY).build();
    }

    private static DateInterval period(YearMonth month) {
        return DateInterval.builder()
                .start(month.atDay(1).toString())
                .end(month.plusMonths(1).atDay(1).toString())
                .build();
    }
}
