package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an outage of AWS costs in paid requests, and how soon the figures are back after it. */
class OutageTest {
    private static final String UP = "cost_exporter_collector_up{collector=\"spend/service\"}";
    private static final String REMAINING = "cost_exporter_aws_request_budget_remaining";
    private static final Map<String, String> LIKE_AWS = Map.of(
            "cost-exporter.request-budget-per-day", "12", "cost-exporter.collectors", "forecast,anomalies,budgets");
    private static final Duration STEP = Duration.ofMinutes(1);

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    @ParameterizedTest(name = "down from {0} for {1} minutes: back within {2} minutes")
    @CsvSource({"01:00,150,60", "12:00,150,60", "21:00,150,60", "23:50,30,20", "02:00,1200,180"})
    void theBillIsBackSoonAfterAwsIs(String from, int minutes, int within) {
        Instant start = Instant.parse("2026-11-20T" + from + ":00Z");
        MovableClock clock = new MovableClock(start);
        SIMULATOR.setClock(start);
        SIMULATOR.fault("ce-fail", "{\"status\":503}");
        long paid = SIMULATOR.paidRequests();
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, LIKE_AWS)) {
            run(exporter, clock, Duration.ofMinutes(minutes));
            assertThat(exporter.sample(UP)).isZero();
            assertThat(exporter.sample(REMAINING)).isNotNegative();

            SIMULATOR.heal();
            int waited = 0;
            while (exporter.sample(UP) == 0 && waited < 24 * 60) {
                run(exporter, clock, STEP);
                waited++;
            }

            assertThat(waited).as("minutes until the bill is back").isLessThanOrEqualTo(within);
            long days = Duration.between(Instant.parse("2026-11-20T00:00:00Z"), clock.instant())
                            .toDays()
                    + 1;
            assertThat(SIMULATOR.paidRequests() - paid).isLessThanOrEqualTo(12 * days);
        }
    }

    @Test
    void whatIsLeftAfterAnOutageIsEnoughForTheReadsThatWereDue() {
        Instant start = Instant.parse("2026-11-20T00:10:00Z");
        MovableClock clock = new MovableClock(start);
        SIMULATOR.setClock(start);
        SIMULATOR.fault("ce-fail", "{\"status\":503}");
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, LIKE_AWS)) {
            run(exporter, clock, Duration.ofHours(14));

            // The bill is due once more this day.
            assertThat(exporter.sample(REMAINING)).isPositive();
        }
    }

    @Test
    void theDaysFreshRequestsAreUsedAtMidnight() {
        Instant start = Instant.parse("2026-11-20T14:00:00Z");
        MovableClock clock = new MovableClock(start);
        SIMULATOR.setClock(start);
        Map<String, String> few = Map.of("cost-exporter.request-budget-per-day", "3", "cost-exporter.collectors", "");
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir, clock, few)) {
            for (int i = 0; i < 3; i++) {
                exporter.refresh();
            }
            assertThat(exporter.sample(REMAINING)).isZero();

            SIMULATOR.setClock(clock.advance(Duration.ofHours(9)));
            exporter.tick();
            exporter.tick();
            assertThat(exporter.sample(UP)).isZero();
            assertThat(exporter.sample(
                            "cost_exporter_errors_total{collector=\"spend/service\",reason=\"budget_exhausted\"}"))
                    .isEqualTo(1);

            SIMULATOR.setClock(clock.advance(Duration.ofMinutes(61)));
            exporter.tick();
            assertThat(exporter.sample(UP)).isEqualTo(1);
        }
    }

    @Test
    void requestsThatNeverReachedAwsAreNotCounted() {
        MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
        java.net.URI nobody = java.net.URI.create("http://127.0.0.1:1");
        try (Exporter exporter = new Exporter(nobody, stateDir, clock, LIKE_AWS)) {
            run(exporter, clock, Duration.ofHours(6));

            assertThat(exporter.sample(REMAINING)).isEqualTo(12);
            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/service\",reason=\"connection\"}"))
                    .isPositive();
        }
    }

    @Test
    void aConfigurationThatNeedsMoreThanTheBudgetDoesNotStart() {
        Map<String, String> twoPayers = new LinkedHashMap<>();
        for (int i = 0; i < 2; i++) {
            twoPayers.put("cost-exporter.aws.roles[" + i + "].arn", "arn:aws:iam::99990000111" + i + ":role/finops");
        }
        for (String view : new String[] {"service", "account", "region"}) {
            int i = twoPayers.size();
            twoPayers.put("cost-exporter.views[" + (i / 2 - 1) + "].name", view);
            twoPayers.put("cost-exporter.views[" + (i / 2 - 1) + "].group-by", view);
        }
        twoPayers.put("cost-exporter.collectors", "");
        twoPayers.put("cost-exporter.request-budget-per-day", "12");

        assertThatThrownBy(() -> new Exporter(
                        SIMULATOR.uri(), stateDir, new MovableClock(Instant.parse("2026-11-20T00:30:00Z")), twoPayers))
                .hasMessage("cost-exporter.request-budget-per-day=12 is not accepted: at least 14, which is what these"
                        + " views, collectors and roles take a day at this refresh-interval (USD 4.20 a month)");
    }

    private static void run(Exporter exporter, MovableClock clock, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            exporter.tick();
            SIMULATOR.setClock(clock.advance(STEP));
        }
        exporter.tick();
    }
}
