package io.finops.simulators.aws;

import io.finops.simulators.bill.Bill;
import io.finops.simulators.bill.BillView;
import io.finops.simulators.bill.CostBasis;
import io.finops.simulators.bill.DayFigures;
import io.finops.simulators.bill.Micros;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds up the bill by period and group, and writes one page of it. */
final class CostRows {
    private static final long[] NOTHING = {};

    private final CostQuery query;
    private final BillView view;
    private final boolean empty;
    private final StreamGroups groups;

    CostRows(CostQuery query, BillView view, boolean empty) {
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

    private @Nullable String usageType(int group) {
        for (int key = 0; group >= 0 && key < query.groupBy().size(); key++) {
            if (query.groupBy().get(key).name().equals(Dimension.USAGE_TYPE.name())) {
                return groups.keys().get(group).get(key);
            }
        }
        return null;
    }

    private void metrics(ObjectNode json, Map<CostBasis, long[]> sums, int group) {
        for (Metric metric : query.metrics()) {
            long sum = group < 0 ? 0 : sums.getOrDefault(metric.basis(), NOTHING)[group];
            json.putObject(metric.wireName())
                    .put("Amount", Micros.text(sum))
                    .put("Unit", metric.unit(view.faults().currency(), usageType(group)));
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
