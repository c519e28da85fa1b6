package io.finops.costexporter.spend;

import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.publish.MetricFamily;
import io.finops.costexporter.publish.PageBuilder;
import io.finops.costexporter.publish.PageSection;
import io.finops.costexporter.state.StateSection;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final String collector;
    private final ViewStore store;
    private final String bill;
    private Map<String, Map<LocalDate, Map<Integer, Long>>> seen = new HashMap<>();

    /** Totals by currency, day and age. */
    public record Content(Map<String, Map<LocalDate, Map<Integer, Long>>> seen) {}

    /** @param bill the view that leaves nothing out */
    public RestatementByAge(String collector, ViewStore store, String bill) {
        this.collector = collector;
        this.store = store;
        this.bill = bill;
    }

    @Override
    public String collector() {
        return collector;
    }

    @Override
    public List<MetricFamily> families() {
        return List.of(RATIO);
    }

    @Override
    public synchronized void write(PageBuilder page, Instant now) {
        CostHistory history = store.get(bill).orElse(null);
        if (history == null) {
            return;
        }
        observe(history);
        seen.forEach((currency, days) -> AGES.forEach(age -> {
            Double ratio = ratio(history, currency, days, age, now);
            if (ratio != null) {
                page.add(
                        RATIO,
                        Labels.of("currency", currency, "day_age_days", String.valueOf(age), "provider", "aws"),
                        ratio);
            }
        }));
    }

    private void observe(CostHistory history) {
        history.days().forEach((date, day) -> {
            int age = age(date, day.lastRead());
            if (AGES.contains(age)) {
                totals(history, date)
                        .forEach((currency, total) -> seen.computeIfAbsent(currency, c -> new TreeMap<>())
                                .computeIfAbsent(date, d -> new HashMap<>())
                                .putIfAbsent(age, total));
            }
        });
        if (!history.days().isEmpty()) {
            LocalDate first = history.days().firstKey();
            seen.values().forEach(days -> days.keySet().removeIf(date -> date.isBefore(first)));
        }
    }

    private static @Nullable Double ratio(
            CostHistory history, String currency, Map<LocalDate, Map<Integer, Long>> days, int age, Instant now) {
        double changed = 0;
        double cost = 0;
        for (Map.Entry<LocalDate, Map<Integer, Long>> day : days.entrySet()) {
            Long then = day.getValue().get(age);
            if (then != null && age(day.getKey(), now) >= OLD) {
                long total = totals(history, day.getKey()).getOrDefault(currency, 0L);
                changed += Math.abs(Nanos.toDouble(total - then));
                cost += Math.abs(Nanos.toDouble(total));
            }
        }
        return cost == 0 ? null : changed / cost;
    }

    private static Map<String, Long> totals(CostHistory history, LocalDate date) {
        Map<String, Long> totals = new HashMap<>();
        history.totals(date).forEach((key, amounts) -> totals.merge(key.currency(), amounts[0], Math::addExact));
        return totals;
    }

    /** For how many whole days a day has been over. */
    private static int age(LocalDate date, Instant now) {
        return (int)
                Duration.between(date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), now)
                        .toDays();
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
