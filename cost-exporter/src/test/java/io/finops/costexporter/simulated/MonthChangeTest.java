package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The hours around a month's end, and the day on which a month becomes final. */
class MonthChangeTest {
    private static final String B = "{cost_basis=\"unblended\",currency=\"USD\",provider=\"aws\"}";
    private static final String ESTIMATED = "cloud_bill_estimated" + B;
    private static final String FORECAST = "cloud_bill_month_forecast_amount" + B;
    private static final String OCTOBER = "cloud_bill_month_estimated{period_start=\"2026-10-01\"}";
    private static final String NOVEMBER = "cloud_bill_month_estimated{period_start=\"2026-11-01\"}";

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    @Test
    void aNewMonthIsAnEstimateFromItsFirstSecondAndHasAForecastAtOnce() {
        MovableClock clock = at("2026-10-31T21:00:00Z");
        try (Exporter exporter = exporter(clock)) {
            exporter.tick();
            assertThat(exporter.samples()).containsKey(FORECAST);

            SIMULATOR.setClock(clock.advance(Duration.ofHours(3)));
            exporter.tick();

            assertThat(exporter.sample(ESTIMATED)).isEqualTo(1);
            assertThat(exporter.sample(NOVEMBER)).isEqualTo(1);
            assertThat(exporter.sample(OCTOBER)).isEqualTo(1);
            assertThat(exporter.samples()).containsKey(FORECAST);
        }
    }

    @Test
    void saysWhenLastMonthBecameFinal() {
        MovableClock clock = at("2026-11-06T12:00:00Z");
        try (Exporter exporter = exporter(clock)) {
            exporter.tick();
            assertThat(exporter.sample(OCTOBER)).isEqualTo(1);

            SIMULATOR.setClock(clock.advance(Duration.ofHours(27)));
            exporter.tick();

            assertThat(exporter.sample(OCTOBER)).isZero();
            assertThat(exporter.sample(NOVEMBER)).isEqualTo(1);
            assertThat(exporter.sum("cloud_bill_month_amount{cost_basis=\"unblended\",currency=\"USD\","
                            + "period_start=\"2026-10-01\""))
                    .isPositive();
        }
    }

    private static MovableClock at(String instant) {
        MovableClock clock = new MovableClock(Instant.parse(instant));
        SIMULATOR.setClock(clock.instant());
        return clock;
    }

    private Exporter exporter(MovableClock clock) {
        return new Exporter(SIMULATOR.uri(), stateDir, clock, Map.of("cost-exporter.collectors", "forecast"));
    }
}
