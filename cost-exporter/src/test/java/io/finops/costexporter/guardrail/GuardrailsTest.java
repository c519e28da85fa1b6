package io.finops.costexporter.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.bill.CostBasis;
import io.finops.costexporter.bill.CostHistory;
import io.finops.costexporter.bill.CostReading;
import io.finops.costexporter.bill.CostView;
import io.finops.costexporter.bill.Nanos;
import io.finops.costexporter.bill.Part;
import io.finops.costexporter.bill.RowKey;
import io.finops.costexporter.bill.Settling;
import io.finops.costexporter.spend.ViewStore;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardrailsTest {
    private static final Instant NOW = Instant.parse("2026-11-11T12:00:00Z");
    private static final CostView WHOLE = new CostView("all", List.of(), List.of(), 1);

    private final List<Breach> received = new ArrayList<>();
    private final ViewStore store = new ViewStore(List.of(WHOLE));
    private boolean reachable = true;

    GuardrailsTest() {
        store.put(Map.of(new Part("all", ""), hundredADay()));
    }

    @Test
    void aDryRunDecidesButDoesNotAct() {
        Guardrails guardrails = guardrails(guardrail(1000, true));

        assertThat(guardrails.act(NOW)).isTrue();
        assertThat(received).isEmpty();
        assertThat(guardrails.act(NOW)).as("counted once").isFalse();
    }

    @Test
    void eachThresholdIsDeliveredOnceWithAStableId() {
        Guardrails guardrails = guardrails(guardrail(1000, false));
        guardrails.act(NOW);
        guardrails.act(NOW.plusSeconds(10));

        assertThat(received)
                .extracting(Breach::kind)
                .containsExactly(Breach.Kind.ACTUAL, Breach.Kind.ACTUAL, Breach.Kind.FORECAST);
        assertThat(received).extracting(Breach::threshold).containsExactly(0.5, 1.0, 1.0);
        assertThat(received).extracting(Breach::id).doesNotHaveDuplicates();
    }

    @Test
    void whatWasDeliveredIsNotDeliveredAgainAfterARestart() {
        Guardrails first = guardrails(guardrail(1000, false));
        first.act(NOW);
        int delivered = received.size();
        Guardrails restarted = guardrails(guardrail(1000, false));
        restarted.restore(first.save());

        assertThat(restarted.act(NOW.plusSeconds(10))).isFalse();
        assertThat(received).hasSize(delivered);
    }

    @Test
    void aReceiverThatIsAwayIsTriedAgainWithTheSameId() {
        Guardrails guardrails = guardrails(guardrail(1000, false));
        reachable = false;
        assertThat(guardrails.act(NOW)).isFalse();
        List<String> tried = received.stream().map(Breach::id).toList();
        received.clear();
        reachable = true;

        assertThat(guardrails.act(NOW.plusMillis(100)))
                .as("not before the back-off")
                .isFalse();
        assertThat(guardrails.act(NOW.plusSeconds(2))).isTrue();
        assertThat(received).extracting(Breach::id).isEqualTo(tried);
    }

    @Test
    void theProjectedMonthCountsWhatIsStillToCome() {
        Guardrails guardrails = guardrails(guardrail(2500, false));
        guardrails.act(NOW);

        assertThat(received).extracting(Breach::kind).containsExactly(Breach.Kind.FORECAST);
        assertThat(Nanos.toDouble(received.get(0).amount())).isBetween(2950.0, 3050.0);
    }

    @Test
    void beforeAnyDayIsSettledTheProjectionIsWhatIsSpent() {
        LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        CostReading read = new CostReading.Builder(List.of(CostBasis.UNBLENDED))
                .add(today, new RowKey(List.of(), "USD"), Nanos.parse("700"))
                .build();
        CostHistory unsettled =
                CostHistory.none(List.of(CostBasis.UNBLENDED)).after(read, NOW, Settling.AT_ONCE, today.minusDays(1));
        GuardrailScope scope = new GuardrailScope(guardrail(1000, true), WHOLE, List.of(unsettled));

        assertThat(scope.projected(today)).isEqualTo(scope.actual(today)).isEqualTo(Nanos.parse("700"));
    }

    @Test
    void nothingIsBreachedFarBelowTheLimit() {
        assertThat(guardrails(guardrail(100_000, false)).act(NOW)).isFalse();
    }

    private Guardrails guardrails(Guardrail guardrail) {
        BreachDelivery delivery = (webhook, breach) -> {
            received.add(breach);
            return reachable;
        };
        return new Guardrails(List.of(guardrail), store, delivery, new PrometheusRegistry());
    }

    private static Guardrail guardrail(long limit, boolean dryRun) {
        return new Guardrail(
                "total",
                null,
                Map.of(),
                Nanos.of(BigDecimal.valueOf(limit)),
                "USD",
                List.of(0.5, 1.0),
                List.of(1.0),
                URI.create("http://127.0.0.1/hook"),
                dryRun);
    }

    /** USD 100 a day from the first of October to the tenth of November: 1,000 of November. */
    private static CostHistory hundredADay() {
        LocalDate first = LocalDate.parse("2026-10-01");
        CostReading.Builder reading = new CostReading.Builder(List.of(CostBasis.UNBLENDED));
        first.datesUntil(LocalDate.parse("2026-11-11"))
                .forEach(day -> reading.add(day, new RowKey(List.of(), "USD"), Nanos.parse("100")));
        CostReading read = reading.build();
        return CostHistory.none(List.of(CostBasis.UNBLENDED))
                .after(read, NOW.minusSeconds(60), Settling.AT_ONCE, first)
                .after(read, NOW, Settling.AT_ONCE, first);
    }
}
