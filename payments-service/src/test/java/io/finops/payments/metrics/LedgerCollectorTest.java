package io.finops.payments.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.payments.ledger.LedgerTotals;
import io.finops.payments.money.AcceptedCurrencies;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerCollectorTest {
    private final LedgerCollector collector =
            new LedgerCollector(new AcceptedCurrencies(Map.of("USD", BigDecimal.ONE)));

    @Test
    void saysNothingBeforeTheLedgerWasRead() {
        assertThat(collector.collect().stream()).isEmpty();
    }

    @Test
    void hasEveryCurrencyOnceTheLedgerWasRead() {
        collector.publish(new LedgerTotals(Map.of(), List.of(), 0, Duration.ZERO));

        assertThat(collector.collect().stream().map(MetricSnapshot::getMetadata))
                .extracting(metadata -> metadata.getName())
                .contains("ledger_revenue", "transactions_pending");
        assertThat(collector.collect().stream()
                        .filter(family -> family.getMetadata().getName().equals("ledger_revenue"))
                        .flatMap(family -> family.getDataPoints().stream())
                        .map(point -> point.getLabels().get("currency")))
                .containsExactly("USD");
    }
}
