package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two months in accelerated time: what a day of polling costs, and whether what was published became true. */
class TwoMonthsTest {
    private static final Instant START = Instant.parse("2026-08-20T00:10:00Z");
    private static final int DAYS = 61;
    /** A nightly run looks every two hours. */
    private static final Duration STEP = Duration.ofHours(Integer.getInteger("months.step-hours", 4));

    private static final int STEPS_A_DAY = Math.toIntExact(Duration.ofDays(1).dividedBy(STEP));
    private static final List<LocalDate> CLOSED_MONTHS =
            List.of(LocalDate.parse("2026-07-01"), LocalDate.parse("2026-08-01"), LocalDate.parse("2026-09-01"));
    private static final Pattern DAILY = Pattern.compile("cloud_bill_daily_amount\\{.*period_start=\"([0-9-]+)\".*");

    private static final Map<String, String> ONE_VIEW =
            Map.of("cost-exporter.collectors", "forecast,anomalies,budgets");
    private static final Map<String, String> EVERYTHING = Map.of(
            "cost-exporter.views[0].name", "service",
            "cost-exporter.views[0].group-by", "service",
            "cost-exporter.views[1].name", "account",
            "cost-exporter.views[1].group-by", "account",
            "cost-exporter.views[2].name", "charge",
            "cost-exporter.views[2].group-by", "charge-type",
            "cost-exporter.collectors",
                    "forecast,anomalies,budgets,savings-plans,reservations,usage,recommendations,month-change");

    @TempDir
    Path stateDir;

    private final Map<LocalDate, Double> published = new HashMap<>();

    @ParameterizedTest(name = "at most {0} paid requests a day")
    @ValueSource(ints = {6, 14})
    void staysWithinItsRequestsAndPublishesWhatBecomesTrue(int atMost) {
        try (Simulator simulator = new Simulator()) {
            MovableClock clock = new MovableClock(START);
            simulator.setClock(START);
            Map<LocalDate, Long> perDay = new TreeMap<>();
            try (Exporter exporter =
                    new Exporter(simulator.uri(), stateDir, clock, atMost == 6 ? ONE_VIEW : EVERYTHING)) {
                long asked = simulator.paidRequests();
                for (int step = 0; step < DAYS * STEPS_A_DAY; step++) {
                    exporter.tick();
                    long now = simulator.paidRequests();
                    perDay.merge(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), now - asked, Long::sum);
                    asked = now;
                    if (step % STEPS_A_DAY == STEPS_A_DAY - 1) {
                        remember(exporter);
                    }
                    simulator.setClock(clock.advance(STEP));
                }
            }
            System.out.printf(
                    "two months: at most %d, on average %.2f paid requests a day%n",
                    perDay.values().stream().mapToLong(Long::longValue).max().orElse(0),
                    perDay.values().stream()
                            .mapToLong(Long::longValue)
                            .average()
                            .orElse(0));
            assertThat(perDay.values()).allMatch(requests -> requests <= atMost);
            assertPublishedBecameTrue(simulator);
        }
    }

    private void remember(Exporter exporter) {
        exporter.samples().forEach((name, amount) -> {
            Matcher daily = DAILY.matcher(name);
            if (daily.matches()) {
                published.put(LocalDate.parse(daily.group(1)), amount);
            }
        });
    }

    /**
     * Closed months as a new exporter reads them late in the month after: late usage, refunds, tax and the support that
     * is charged a week after a month's end are all in by then.
     */
    private void assertPublishedBecameTrue(Simulator simulator) {
        Map<LocalDate, Double> truth = new HashMap<>();
        for (LocalDate closed : CLOSED_MONTHS) {
            LocalDate after = closed.plusMonths(1);
            MovableClock later = new MovableClock(
                    after.plusDays(25).atStartOfDay(ZoneOffset.UTC).toInstant());
            simulator.setClock(later.instant());
            try (Exporter reader = new Exporter(
                    simulator.uri(),
                    stateDir.resolve("truth-" + closed),
                    later,
                    Map.of("cost-exporter.collectors", ""))) {
                reader.tick();
                reader.samples().forEach((name, amount) -> {
                    Matcher daily = DAILY.matcher(name);
                    if (daily.matches() && LocalDate.parse(daily.group(1)).isBefore(after)) {
                        truth.put(LocalDate.parse(daily.group(1)), amount);
                    }
                });
            }
        }
        assertThat(truth).as("days compared").hasSizeGreaterThanOrEqualTo(31 + 31 + 30);
        truth.forEach((day, amount) -> assertThat(published.getOrDefault(day, Double.NaN))
                .as("bill of %s", day)
                .isCloseTo(amount, within(0.005)));
    }
}
