package io.finops.simulators.aws;

import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostBasis;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import io.finops.simulators.bill.RecordType;
import io.finops.simulators.fault.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GetCostAndUsageComparisons} and {@code GetCostComparisonDrivers}: one month beside another. */
final class Comparisons {
    private static final int PAGE_GROUPS = 10;
    private static final int MOST_GROUPS = 2_000;
    private static final int MOST_DRIVERS = 10;

    private final CostQuery query;
    private final String metric;
    private final AwsRequest request;
    private final StreamGroups groups;
    private final long[] before;
    private final long[] after;

    private Comparisons(AwsRequest request) {
        this.request = request;
        this.metric = request.text("MetricForComparison", "");
        this.query = CostQuery.parse(request, month("ComparisonTimePeriod"), "MONTHLY", List.of(Metric.parse(metric)));
        BillView view = request.view();
        this.groups =
                StreamGroups.of(view.streams(), query.selects(view.faults().collidingTags()), query.groupBy());
        this.before = sums(month("BaselineTimePeriod"));
        this.after = sums(query.period());
    }

    static ObjectNode totals(AwsRequest request) {
        Comparisons all = new Comparisons(request);
        ObjectNode answer = Json.object();
        all.write(answer, "CostAndUsageComparisons", "CostAndUsageSelector", MOST_GROUPS, false);
        ObjectNode total = answer.putObject("TotalCostAndUsage");
        all.metric(
                total,
                Arrays.stream(all.byGroup(all.before)).sum(),
                Arrays.stream(all.byGroup(all.after)).sum());
        return answer;
    }

    static ObjectNode drivers(AwsRequest request) {
        ObjectNode answer = Json.object();
        new Comparisons(request).write(answer, "CostComparisonDrivers", "CostSelector", PAGE_GROUPS, true);
        return answer;
    }

    private TimePeriod month(String name) {
        TimePeriod period = TimePeriod.parse(request.at(name));
        period.mustBeHistory(request.today());
        LocalDate start = period.start();
        if (start.getDayOfMonth() != 1 || !start.plusMonths(1).equals(period.end())) {
            throw AwsException.validation(name + " must be exactly one month, from the first of it");
        }
        return period;
    }

    /** By stream. */
    private long[] sums(TimePeriod month) {
        CostBasis basis = query.metrics().get(0).basis();
        long[] sums = new long[request.view().streams().size()];
        for (LocalDate day = month.start(); day.isBefore(month.end()); day = day.plusDays(1)) {
            DayFigures figures = request.view().day(day);
            for (int stream = 0; stream < sums.length; stream++) {
                sums[stream] += figures.amount(basis, stream);
            }
        }
        return sums;
    }

    private long[] byGroup(long[] byStream) {
        long[] sums = new long[groups.keys().size()];
        for (int stream = 0; stream < byStream.length; stream++) {
            if (groups.groupOf(stream) >= 0) {
                sums[groups.groupOf(stream)] += byStream[stream];
            }
        }
        return sums;
    }

    private void write(ObjectNode answer, String name, String selector, int most, boolean drivers) {
        int limit = request.has("MaxResults") ? request.at("MaxResults").asInt(PAGE_GROUPS) : PAGE_GROUPS;
        if (limit < 1 || limit > most) {
            throw AwsException.validation("MaxResults must be from 1 to " + most);
        }
        String token = request.text("NextPageToken", "");
        boolean again = token.isEmpty() && request.faults().isOn(Fault.CE_REPEATED_ITEMS);
        PageToken page = token.isEmpty()
                ? new PageToken(0, request.view().now(), query.hashCode())
                : PageToken.decode(token, query.hashCode());
        ArrayNode written = answer.putArray(name);
        long[] sumsBefore = byGroup(before);
        long[] sumsAfter = byGroup(after);
        int end = Math.min(groups.keys().size(), page.offset() + limit);
        for (int group = page.offset(); group < end; group++) {
            ObjectNode json = written.addObject();
            ObjectNode dimensions = json.putObject(selector).putObject("Dimensions");
            dimensions.put("Key", query.groupBy().get(0).name());
            dimensions.putArray("Values").add(groups.keys().get(group).get(0));
            metric(json.putObject("Metrics"), sumsBefore[group], sumsAfter[group]);
            if (drivers) {
                drivers(json.putArray("CostDrivers"), group);
            }
        }
        if (again || end < groups.keys().size()) {
            answer.put("NextPageToken", new PageToken(again ? 0 : end, page.seenAt(), query.hashCode()).encode());
        }
    }

    /** What a group's change is made of, the largest first. */
    private void drivers(ArrayNode json, int group) {
        Map<String, Driver> byName = new TreeMap<>();
        for (int stream = 0; stream < before.length; stream++) {
            if (groups.groupOf(stream) == group && before[stream] != after[stream]) {
                CostStream line = request.view().streams().get(stream);
                Driver driver =
                        byName.computeIfAbsent(type(line.recordType()) + line.usageType(), k -> new Driver(line));
                driver.before += before[stream];
                driver.after += after[stream];
            }
        }
        List<Driver> largest = new ArrayList<>(byName.values());
        largest.sort(Comparator.comparingLong((Driver driver) -> -Math.abs(driver.after - driver.before)));
        for (Driver driver : largest.subList(0, Math.min(MOST_DRIVERS, largest.size()))) {
            ObjectNode written = json.addObject();
            written.put("Type", type(driver.line.recordType())).put("Name", driver.line.usageType());
            metric(written.putObject("Metrics"), driver.before, driver.after);
        }
    }

    private static final class Driver {
        private final CostStream line;
        private long before;
        private long after;

        private Driver(CostStream line) {
            this.line = line;
        }
    }

    private static String type(RecordType type) {
        return switch (type) {
            case USAGE -> "USAGE_CHANGE";
            case DISCOUNTED_USAGE -> "RESERVATION_USAGE";
            case SAVINGS_PLAN_COVERED, SAVINGS_PLAN_NEGATION -> "SAVINGS_PLAN_USAGE";
            case SAVINGS_PLAN_FEE -> "SAVINGS_PLAN_RECURRING_FEE";
            case RESERVATION_FEE -> "RECURRING_RESERVATION_FEE";
            case CREDIT -> "CREDIT";
            case REFUND -> "REFUND";
            case SUPPORT -> "SUPPORT_FEE";
            case TAX -> "TAX";
        };
    }

    private void metric(ObjectNode json, long some, long others) {
        json.putObject(metric)
                .put("BaselineTimePeriodAmount", Json.decimal(some))
                .put("ComparisonTimePeriodAmount", Json.decimal(others))
                .put("Difference", Json.decimal(others - some))
                .put("Unit", query.metrics().get(0).unit(request.view().faults().currency()));
    }
}
