package io.finops.simulators.aws;

import io.finops.simulators.bill.Account;
import io.finops.simulators.bill.Bill;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostBasis;
import io.finops.simulators.bill.CostStream;
import io.finops.simulators.bill.DayFigures;
import io.finops.simulators.bill.Micros;
import io.finops.simulators.fault.ActiveFault;
import io.finops.simulators.fault.Fault;
import io.finops.simulators.fault.FaultSwitches;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GetCostAndUsage}. */
final class CostAndUsage implements AwsOperation {
    /** Rows (groups of a period) on a page, unless a fault says otherwise. */
    static final int PAGE_ROWS = 1_500;

    private static final int PAGE_ROWS_OF_BROKEN_PAGING = 20;
    private static final int PAGE_ROWS_OF_MANY = 10_000;

    @Override
    public ObjectNode answer(AwsRequest request) {
        Query query = Query.parse(request);
        int question = query.hashCode();
        FaultSwitches faults = request.faults();
        PageToken page = new PageToken(0, request.view().now(), question);
        if (request.has("NextPageToken")) {
            page = brokenPaging(faults) ? page : PageToken.decode(request.text("NextPageToken", ""), question);
        }
        ActiveFault empty = faults.strikes(Fault.CE_EMPTY, request.operation());
        ObjectNode answer = Json.object();
        ArrayNode definitions = answer.putArray("GroupDefinitions");
        query.groupBy()
                .forEach(by -> definitions.addObject().put("Type", by.type()).put("Key", by.name()));
        Rows rows = new Rows(query, request.view().at(page.seenAt()), empty != null);
        int pageRows = pageRows(faults);
        int all = rows.write(
                empty != null && empty.text("shape").equals("periods")
                        ? Json.array()
                        : answer.putArray("ResultsByTime"),
                page.offset(),
                pageRows);
        answer.putIfAbsent("ResultsByTime", Json.array());
        accounts(answer.putArray("DimensionValueAttributes"), query);
        if (faults.isOn(Fault.CE_REPEATED_TOKEN)) {
            answer.put("NextPageToken", "c2ltdWxhdGVkLXJlcGVhdGVkLXRva2Vu");
        } else if (faults.isOn(Fault.CE_ENDLESS_PAGES)) {
            answer.put("NextPageToken", new PageToken((int) System.nanoTime(), page.seenAt(), question).encode());
        } else if (page.offset() + pageRows < all) {
            answer.put("NextPageToken", new PageToken(page.offset() + pageRows, page.seenAt(), question).encode());
        }
        return answer;
    }

    private static boolean brokenPaging(FaultSwitches faults) {
        return faults.isOn(Fault.CE_REPEATED_TOKEN) || faults.isOn(Fault.CE_ENDLESS_PAGES);
    }

    private static int pageRows(FaultSwitches faults) {
        ActiveFault small = faults.active(Fault.CE_SMALL_PAGES);
        if (small != null) {
            return (int) small.whole("rows");
        } else if (brokenPaging(faults)
                || faults.isOn(Fault.CE_MISSING_PAGE)
                || faults.isOn(Fault.CE_REQUEST_CHANGED)) {
            return PAGE_ROWS_OF_BROKEN_PAGING;
        }
        return faults.isOn(Fault.CE_MANY_ROWS) ? PAGE_ROWS_OF_MANY : PAGE_ROWS;
    }

    private static void accounts(ArrayNode attributes, Query query) {
        boolean byAccount = query.groupBy().stream()
                .anyMatch(by -> by.name().equals(Dimension.LINKED_ACCOUNT.name())
                        && by.type().equals("DIMENSION"));
        if (!byAccount) {
            return;
        }
        for (Account account : Bill.accounts()) {
            attributes
                    .addObject()
                    .put("Value", account.id())
                    .putObject("Attributes")
                    .put("description", account.name());
        }
    }

    /** A validated question. Equal questions are the same question, whatever page they ask for. */
    record Query(
            TimePeriod period,
            String granularity,
            List<Metric> metrics,
            List<StreamKey> groupBy,
            JsonNode filter,
            String scope) {

        static Query parse(AwsRequest request) {
            TimePeriod period = TimePeriod.parse(request.at("TimePeriod"));
            period.mustBeHistory(request.today());
            String granularity = request.text("Granularity", "");
            List<Metric> metrics = request.texts("Metrics").stream()
                    .map(Metric::parse)
                    .distinct()
                    .toList();
            if (metrics.isEmpty()) {
                throw AwsException.validation("At least one metric is required");
            }
            return new Query(
                    period,
                    granularity,
                    metrics,
                    groupBy(request),
                    request.at("Filter"),
                    Objects.requireNonNullElse(request.accountScope(), ""));
        }

        private static List<StreamKey> groupBy(AwsRequest request) {
            List<StreamKey> keys = new ArrayList<>();
            boolean colliding = request.view().faults().collidingTags();
            for (JsonNode by : request.at("GroupBy")) {
                String key = by.path("Key").asString("");
                String type = by.path("Type").asString("");
                keys.add(
                        switch (type) {
                            case "DIMENSION" -> new StreamKey.OfDimension(Dimension.parse(key, "groupBy.key"));
                            case "TAG" -> StreamKey.OfTag.of(key, colliding);
                            case "COST_CATEGORY" -> new StreamKey.OfCategory(key);
                            default ->
                                throw AwsException.validation("1 validation error detected: Value '" + type
                                        + "' at 'groupBy.type' failed to satisfy constraint: Member must satisfy enum"
                                        + " value set: [COST_CATEGORY, DIMENSION, TAG]");
                        });
            }
            if (keys.size() > 2) {
                throw AwsException.validation("GroupBy supports at most 2 groups, but there are " + keys.size());
            }
            return keys;
        }

        Predicate<CostStream> selects(boolean collidingTags) {
            Predicate<CostStream> chosen = Expression.parse(filter, collidingTags);
            return scope.isEmpty()
                    ? chosen
                    : chosen.and(stream -> stream.account().id().equals(scope));
        }
    }

    /** Adds up the bill by period and group, and writes one page of it. */
    private static final class Rows {
        private static final long[] NOTHING = {};

        private final Query query;
        private final BillView view;
        private final boolean empty;
        private final StreamGroups groups;

        Rows(Query query, BillView view, boolean empty) {
            this.query = query;
            this.view = view;
            this.empty = empty;
            this.groups =
                    StreamGroups.of(view.streams(), query.selects(view.faults().collidingTags()), query.groupBy());
        }

        /** Returns how many rows there are on all pages. */
        int write(ArrayNode results, int offset, int most) {
            int row = 0;
            for (TimePeriod period : query.period().split(query.granularity())) {
                Map<CostBasis, long[]> sums = new EnumMap<>(CostBasis.class);
                for (CostBasis basis : CostBasis.values()) {
                    sums.put(basis, new long[groups.keys().size()]);
                }
                boolean[] present = new boolean[groups.keys().size()];
                if (!empty) {
                    add(period, sums, present);
                }
                if (query.groupBy().isEmpty()) {
                    if (row >= offset && row < offset + most) {
                        ObjectNode total = begin(results, period).putObject("Total");
                        metrics(total, sums, groups.keys().isEmpty() ? -1 : 0);
                    }
                    row++;
                } else {
                    row = writeGroups(results, period, sums, present, row, offset, most);
                }
            }
            return row;
        }

        private int writeGroups(
                ArrayNode results,
                TimePeriod period,
                Map<CostBasis, long[]> sums,
                boolean[] present,
                int firstRow,
                int offset,
                int most) {
            int row = firstRow;
            ArrayNode written = null;
            for (int group = 0; group < present.length; group++) {
                if (!present[group]) {
                    continue;
                }
                if (row >= offset && row < offset + most) {
                    if (written == null) {
                        written = beginGroups(results, period);
                    }
                    ObjectNode json = written.addObject();
                    ArrayNode keys = json.putArray("Keys");
                    groups.keys().get(group).forEach(keys::add);
                    metrics(json.putObject("Metrics"), sums, group);
                }
                row++;
            }
            if (row == firstRow && row >= offset && row <= offset + most) {
                beginGroups(results, period);
            }
            return row;
        }

        private ArrayNode beginGroups(ArrayNode results, TimePeriod period) {
            ObjectNode result = begin(results, period);
            result.putObject("Total");
            return result.withArray("Groups");
        }

        private ObjectNode begin(ArrayNode results, TimePeriod period) {
            ObjectNode result = results.addObject();
            result.set("TimePeriod", period.json());
            result.putArray("Groups");
            result.put("Estimated", Bill.isEstimated(period.end().minusDays(1), view.now()));
            return result;
        }

        private void metrics(ObjectNode json, Map<CostBasis, long[]> sums, int group) {
            for (Metric metric : query.metrics()) {
                long sum = group < 0 ? 0 : sums.getOrDefault(metric.basis(), NOTHING)[group];
                json.putObject(metric.wireName())
                        .put("Amount", Micros.text(sum))
                        .put("Unit", metric.unit(view.faults().currency()));
            }
        }

        private void add(TimePeriod period, Map<CostBasis, long[]> sums, boolean[] present) {
            for (LocalDate day = period.start(); day.isBefore(period.end()); day = day.plusDays(1)) {
                DayFigures figures = view.day(day);
                for (CostBasis basis : CostBasis.values()) {
                    long[] row = figures.row(basis);
                    long[] sum = sums.getOrDefault(basis, NOTHING);
                    for (int stream = 0; stream < row.length; stream++) {
                        int group = groups.groupOf(stream);
                        if (group >= 0 && row[stream] != 0) {
                            sum[group] += row[stream];
                            present[group] = true;
                        }
                    }
                }
            }
        }
    }
}
