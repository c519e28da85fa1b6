package io.finops.costexporter.spend;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.publish.PageBuilder;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the settling time is chosen by: how much days still change once they have been over for so long. */
class RestatementByAgeTest {
    private static final List<CostBasis> BASES = List.of(CostBasis.UNBLENDED);
    private static final CostView WHOLE = new CostView("all", List.of(), List.of(), 1);
    private static final LocalDate DAY = LocalDate.parse("2026-11-01");

    private final ViewStore store = new ViewStore(List.of(WHOLE));
    private RestatementByAge restatement = new RestatementByAge(store, List.of("spend/all"));
    private CostHistory history = CostHistory.none(BASES);

    @Test
    void eachAgeIsComparedWithWhatTheDayHasComeTo() {
        read(1, "80");
        read(2, "110");
        read(3, "100");
        assertThat(read(11, "100")).as("too young to be compared with").isEmpty();

        assertThat(read(12, "100")).containsExactly(Map.entry("1", 0.2), Map.entry("2", 0.1), Map.entry("3", 0.0));
    }

    @Test
    void whatWasSeenFirstAtAnAgeCountsAlsoOverARestart() {
        read(1, "80");
        read(1, "100");
        RestatementByAge.Content saved = restatement.save();
        restatement = new RestatementByAge(store, List.of("spend/all"));
        restatement.restore(saved);

        assertThat(read(12, "100")).containsExactly(Map.entry("1", 0.2));
    }

    /** What is published by age in days, once the day has been read so many days after its end. */
    private Map<String, Double> read(int age, String amount) {
        Instant now = DAY.plusDays(1 + age).atStartOfDay(ZoneOffset.UTC).toInstant();
        CostReading reading = new CostReading.Builder(BASES)
                .day(DAY, true)
                .add(DAY, new RowKey(List.of(), "USD"), Nanos.parse(amount))
                .build();
        history = history.after(reading, now, Settling.AT_ONCE, DAY);
        store.put(Map.of(new Part("all", ""), history));
        PageBuilder page = new PageBuilder();
        restatement.write(page, now);
        Map<String, Double> ratios = new TreeMap<>();
        page.build().stream()
                .flatMap(family -> ((GaugeSnapshot) family).getDataPoints().stream())
                .forEach(sample ->
                        ratios.put(String.valueOf(sample.getLabels().get("day_age_days")), sample.getValue()));
        return ratios;
    }
}
