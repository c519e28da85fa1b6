package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Settled figures of the bill and of its views: of one day, adding up, and true in the end. */
class SettledDayTest {
    private static final String BILL = "cloud_bill_settled_day_amount{";
    private static final String BILL_DAY = "cloud_bill_settled_day_start_timestamp_seconds{";
    private static final String[] VIEWS = {"service", "account", "region"};

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    @Test
    void thirtyDaysOfRestatementsFailuresAndRestartsEndEqualToTheFinalBill() {
        Instant start = Instant.parse("2026-10-06T00:20:00Z");
        MovableClock clock = new MovableClock(start);
        SIMULATOR.setClock(start);
        Exporter exporter = exporter("run", clock);
        int compared = 0;
        try {
            for (int step = 0; step < 30 * 6; step++) {
                int day = step / 6;
                if (step % 6 == 0) {
                    SIMULATOR.heal();
                    if (day % 4 == 1) {
                        SIMULATOR.fault("ce-fail", "{\"share\":0.5}");
                    }
                    if (day % 7 >= 3) {
                        SIMULATOR.fault("ce-restatement", "{\"share\":0.05,\"days\":10,\"from\":\"2026-10-10\"}");
                    }
                    if (day % 5 == 4) {
                        exporter.close();
                        exporter = exporter("run", clock);
                    }
                }
                exporter.tick();
                compared += assertAddsUp(exporter);
                SIMULATOR.setClock(clock.advance(Duration.ofHours(4)));
            }
            SIMULATOR.heal();
            // Long enough for every view to read what is charged on the 7th.
            for (int hours = 0; hours < 108; hours += 4) {
                exporter.tick();
                SIMULATOR.setClock(clock.advance(Duration.ofHours(4)));
            }
            assertThat(compared)
                    .as("scrapes with settled figures in every view")
                    .isGreaterThan(150 * VIEWS.length);
            assertTrue(exporter, clock);
        } finally {
            exporter.close();
        }
    }

    /** Every row adds up to the bill, and all speak of one day. Says how many views were compared. */
    private static int assertAddsUp(Exporter exporter) {
        Map<String, Double> samples = exporter.samples();
        double bill = sum(samples, BILL);
        int compared = 0;
        for (String view : VIEWS) {
            String day = "cloud_cost_settled_day_start_timestamp_seconds{view=\"" + view + "\"}";
            if (samples.containsKey(day)) {
                compared++;
                assertThat(samples.get(day)).as(view).isEqualTo(sum(samples, BILL_DAY));
                double rows = samples.entrySet().stream()
                        .filter(sample -> sample.getKey().startsWith("cloud_cost_settled_day_amount{")
                                && sample.getKey().contains("view=\"" + view + "\""))
                        .mapToDouble(Map.Entry::getValue)
                        .sum();
                assertThat(rows).as(view).isCloseTo(bill, within(1e-4));
            }
        }
        return compared;
    }

    /** October, which is final by now: each day of the bill as the simulator knows it, each row of each view as a new exporter reads it. */
    private void assertTrue(Exporter exporter, MovableClock clock) {
        Map<String, Double> known = october(exporter.samples());
        SIMULATOR
                .finalDays("2026-10-06", "2026-11-01")
                .forEach((day, amount) -> assertThat(known.getOrDefault(
                                "cloud_bill_daily_amount{cost_basis=\"unblended\",currency=\"USD\",period_start=\""
                                        + day + "\",provider=\"aws\"}",
                                Double.NaN))
                        .as("bill of %s", day)
                        .isCloseTo(amount, within(0.005)));
        try (Exporter reader = exporter("truth", clock)) {
            reader.tick();
            Map<String, Double> truth = october(reader.samples());
            for (String view : VIEWS) {
                assertThat(truth.keySet().stream()
                                .filter(key -> key.contains("view=\"" + view + "\""))
                                .map(SettledDayTest::day)
                                .distinct())
                        .as("days of %s", view)
                        .hasSizeGreaterThan(25);
            }
            Set<String> rows = new HashSet<>(truth.keySet());
            rows.addAll(known.keySet());
            assertThat(rows)
                    .allSatisfy(row -> assertThat(known.getOrDefault(row, 0.0))
                            .as(row)
                            .isCloseTo(truth.getOrDefault(row, 0.0), within(0.005)));
        }
    }

    @Test
    void aViewThatLosesHalfOfItsGroupsIsRefusedWhileTheBillGoesOn() {
        Instant start = Instant.parse("2026-11-20T00:20:00Z");
        MovableClock clock = new MovableClock(start);
        SIMULATOR.setClock(start);
        try (Exporter exporter = exporter("half", clock)) {
            exporter.tick();
            SIMULATOR.setClock(clock.advance(Duration.ofHours(27)));
            exporter.tick();
            double before = sum(exporter.samples(), "cloud_cost_settled_day_amount{");

            SIMULATOR.fault("ce-missing-groups", "{\"key\":\"LINKED_ACCOUNT\"}");
            SIMULATOR.setClock(clock.advance(Duration.ofHours(14)));
            exporter.tick();

            assertThat(exporter.sample("cost_exporter_errors_total{collector=\"spend/account\",reason=\"incomplete\"}"))
                    .isEqualTo(1);
            assertThat(exporter.sample("cost_exporter_collector_up{collector=\"spend/service\"}"))
                    .isEqualTo(1);
            assertAddsUp(exporter);
            assertThat(sum(exporter.samples(), "cloud_cost_settled_day_amount{"))
                    .isEqualTo(before);
        }
    }

    @Test
    void nothingSettlesWhileAwsRefreshesNothing() {
        Instant start = Instant.parse("2026-11-20T00:20:00Z");
        MovableClock clock = new MovableClock(start);
        SIMULATOR.setClock(start);
        SIMULATOR.fault("ce-stale", "{}");
        try (Exporter exporter = new Exporter(SIMULATOR.uri(), stateDir.resolve("stale"), clock, Map.of())) {
            exporter.tick();
            SIMULATOR.setClock(clock.advance(Duration.ofHours(9)));
            exporter.tick();

            assertThat(exporter.samples().keySet()).noneMatch(key -> key.startsWith(BILL));
        }
    }

    private Exporter exporter(String state, MovableClock clock) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < VIEWS.length; i++) {
            properties.put("cost-exporter.views[" + i + "].name", VIEWS[i]);
            properties.put("cost-exporter.views[" + i + "].group-by", VIEWS[i]);
            properties.put("cost-exporter.views[" + i + "].daily", "true");
        }
        properties.put("cost-exporter.collectors", "");
        properties.put("cost-exporter.request-budget-per-day", "14");
        return new Exporter(SIMULATOR.uri(), stateDir.resolve(state), clock, properties);
    }

    private static double sum(Map<String, Double> samples, String prefix) {
        return samples.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The bill of October's days, and their rows. */
    private static Map<String, Double> october(Map<String, Double> samples) {
        Map<String, Double> days = new HashMap<>(samples);
        days.keySet()
                .removeIf(
                        key -> !key.matches("cloud_(bill|cost)_daily_amount\\{.*") || !day(key).startsWith("2026-10-"));
        return days;
    }

    private static String day(String key) {
        return key.replaceAll(".*period_start=\"([0-9-]+)\".*", "$1");
    }
}
