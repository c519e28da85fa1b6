package io.finops.costexporter.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Grouping;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.bill.Settling;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryWriterTest {
    private static final List<CostBasis> BASES = List.of(CostBasis.UNBLENDED);
    private static final CostView VIEW = new CostView("service", List.of(Grouping.parse("service")), List.of(), 10);
    private static final LocalDate FIRST = LocalDate.parse("2026-11-10");

    /** What reads both must be able to tell of which day an amount is. */
    @Test
    void whatWasSettledAndOfWhichDaySpeakOfTheSameInstants() throws IOException {
        CostReading.Builder reading = new CostReading.Builder(BASES);
        for (int day = 0; day < 5; day++) {
            reading.add(FIRST.plusDays(day), new RowKey(List.of("EC2"), "USD"), day + 1);
        }
        CostHistory history = CostHistory.none(BASES)
                .after(
                        reading.build(),
                        Instant.parse("2026-11-20T00:00:00Z"),
                        new Settling(Duration.ZERO, Duration.ZERO),
                        FIRST);
        StringWriter out = new StringWriter();
        new HistoryWriter(out, Labels.EMPTY).write(Map.of(VIEW, List.of(history)), true);

        List<String> amounts = times(out, "cloud_cost_settled_day_amount{");
        assertThat(times(out, "cloud_cost_settled_day_start_timestamp_seconds{"))
                .isEqualTo(amounts)
                .hasSize(2 * 360);
        assertThat(out.toString().lines())
                .contains("cloud_cost_settled_day_start_timestamp_seconds{view=\"service\"} " + (double) start(FIRST)
                        + " " + start(FIRST.plusDays(3)));
    }

    private static List<String> times(StringWriter out, String series) {
        return out.toString()
                .lines()
                .filter(line -> line.startsWith(series))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }
}
