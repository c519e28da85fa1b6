package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.publish.RowLabels;
import io.finops.costexporter.state.StateSection;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much days of the bill still change after they have reached an age: what the settling time is to be chosen by. Each
 * day's total is noted when it is first read at an age, and compared with what the day has come to. Thread-safe.
 */
public final class RestatementByAge implements StateSection<RestatementByAge.Content>, PageSection {
    private static final MetricFamily RATIO = new MetricFamily(
            "cloud_bill_restatement_by_age_ratio",
            "By how much the days of the last weeks changed after they had been over for so many days, as a share of"
                    + " what they cost.");
    private static final List<Integer> AGES = List.of(1, 2, 3, 4, 5, 7, 10);

    /** From this age on a day counts as what it has come to. */
    private static final int OLD = 12;

    private final ViewStore store;
    private final List<String> collectors;
    private Map<String, Map<LocalDate, Map<Integer, Long>>> seen = new HashMap<>();

    /** Totals by {@link #word}, day and age. */
    public record Content(Map<String, Map<LocalDate, Map<Integer, Long>>> seen) {}

    /** @param collectors that read the whole bill */
    public RestatementByAge(ViewStore store, List<String> collectors) {
        this.store = store;
        this.collectors = List.copyOf(collectors);
    }

    @Override
    public List<String> collectors() {
        return collectors;
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(RATIO);
    }

    @Override
    public synchronized void write(PageBuilder page, Instant now) {
        for (CostHistory history : store.get(store.whole())) {
            observe(history);
            Set<RowKey> bills = new TreeSet<>();
            history.rows().forEach(row -> bills.add(row.total()));
            for (RowKey bill : bills) {
                for (int age : AGES) {
                    Double ratio = ratio(history, bill, age, now);
                    if (ratio != null) {
                        page.add(RATIO, labels(bill, age), ratio);
                    }
                }
            }
        }
    }

    private static Labels labels(RowKey bill, int age) {
        return RowLabels.withPayer(
                Labels.of(
                        "currency", bill.currency(), "day_age_days", String.valueOf(age), "provider", bill.provider()),
                bill.payer());
    }

    private void observe(CostHistory history) {
        history.days().forEach((date, day) -> {
            int age = Settling.ageInDays(date, day.lastRead());
            if (AGES.contains(age)) {
                history.totals(date)
                        .forEach((bill, total) -> seen.computeIfAbsent(word(bill), w -> new TreeMap<>())
                                .computeIfAbsent(date, d -> new HashMap<>())
                                .putIfAbsent(age, total.get(0)));
            }
        });
        if (!history.days().isEmpty()) {
            LocalDate first = history.days().firstKey();
            seen.values().forEach(days -> days.keySet().removeIf(date -> date.isBefore(first)));
        }
    }

    /** The currency alone where there is one payer of AWS, as in figures that were saved before there were others. */
    private static String word(RowKey bill) {
        boolean only = bill.provider().equals(RowKey.AWS) && bill.payer().isEmpty();
        return only ? bill.currency() : bill.currency() + " " + bill.provider() + " " + bill.payer();
    }

    private @Nullable Double ratio(CostHistory history, RowKey bill, int age, Instant now) {
        double changed = 0;
        double cost = 0;
        for (Map.Entry<LocalDate, Map<Integer, Long>> day :
                seen.getOrDefault(word(bill), Map.of()).entrySet()) {
            Long then = day.getValue().get(age);
            if (then != null && Settling.ageInDays(day.getKey(), now) >= OLD) {
                List<Long> totals = history.totals(day.getKey()).get(bill);
                long total = totals == null ? 0 : totals.get(0);
                changed += Math.abs(Nanos.toDouble(total - then));
                cost += Math.abs(Nanos.toDouble(total));
            }
        }
        return cost == 0 ? null : changed / cost;
    }

    @Override
    public String name() {
        return "restatement-by-age";
    }

    @Override
    public Class<Content> type() {
        return Content.class;
    }

    @Override
    public synchronized Content save() {
        return new Content(copy(seen));
    }

    @Override
    public synchronized void restore(Content saved) {
        seen = copy(saved.seen());
    }

    private static Map<String, Map<LocalDate, Map<Integer, Long>>> copy(
            Map<String, Map<LocalDate, Map<Integer, Long>>> from) {
        Map<String, Map<LocalDate, Map<Integer, Long>>> copy = new HashMap<>();
        from.forEach((currency, days) -> {
            Map<LocalDate, Map<Integer, Long>> copied = new TreeMap<>();
            days.forEach((date, ages) -> copied.put(date, new HashMap<>(ages)));
            copy.put(currency, copied);
        });
        return copy;
    }
}
