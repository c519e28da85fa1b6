package io.finops.benchmarks.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTest {
    private static final Instant MONDAY = Instant.parse("2026-09-07T00:00:00Z");
    private static final String ACCEPTED = "transactions_accepted_total";
    private static final String REVENUE = "app_revenue_total";
    private static final String LEDGER = "ledger_revenue_total";

    @TempDir
    Path folder;

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() throws IOException {
        String first = played(1, List.of(), "a");

        assertThat(played(1, List.of(), "b")).isEqualTo(first);
        assertThat(played(2, List.of(), "c")).isNotEqualTo(first);
    }

    @Test
    void isBusyByDayAndQuietAtNight() throws IOException {
        Map<Long, Double> accepted = sums(played(1, List.of(), "a"), ACCEPTED);

        double night = increase(accepted, 2, 3);
        double day = increase(accepted, 14, 15);
        assertThat(night).isBetween(0.5 * 3600, 4.0 * 3600);
        assertThat(day).isBetween(7.0 * 3600, 13.0 * 3600);
    }

    @Test
    void booksInTheLedgerWhatTheCounterCounts() throws IOException {
        String text = played(1, List.of(), "a");

        assertThat(increase(sums(text, REVENUE), 13, 14))
                .isCloseTo(increase(sums(text, LEDGER), 13, 14), Percentage.withPercentage(1));
    }

    @Test
    void anIncidentIsSeenWhileItLastsAndNotBefore() throws IOException {
        Incident leak = new Incident(
                "leak",
                MONDAY.plus(Duration.ofHours(14)),
                Duration.ofHours(2),
                Duration.ZERO,
                List.of("RevenueStopped"),
                conditions -> conditions.captured = 0);

        Map<Long, Double> revenue = sums(played(1, List.of(leak), "a"), REVENUE);

        assertThat(increase(revenue, 13, 14)).isPositive();
        assertThat(increase(revenue, 14, 15)).isZero();
    }

    @Test
    void nothingIsScrapedBetweenAStopAndAColdStartAndCountingBeginsAnew() throws IOException {
        ColdStart cold = new ColdStart(MONDAY.plus(Duration.ofHours(12)), Duration.ofMinutes(15));
        long stop = cold.stop().getEpochSecond();

        Map<Long, Double> accepted = sums(played(1, List.of(), List.of(cold), "a"), ACCEPTED);

        assertThat(accepted.keySet()).noneMatch(time -> time >= stop && time < cold.start() + 30);
        assertThat(accepted.getOrDefault(cold.start() + 60, 0.0))
                .isBetween(1.0, accepted.getOrDefault(stop - 60, 0.0) / 10);
        assertThat(ColdStart.without(new Scenario.Window(stop - 100, stop + 2000), List.of(cold)))
                .containsExactly(
                        new Scenario.Window(stop - 100, stop - 1), new Scenario.Window(cold.start(), stop + 2000));
    }

    @Test
    void rulesRecordNothingWhileNoPrometheusRuns() {
        List<ColdStart> colds = ColdStart.from(MONDAY);
        Scenario scenario = new Scenario("quiet", 1, MONDAY, Duration.ZERO, Duration.ofDays(30), List.of(), colds);

        assertThat(scenario.recordedWindows())
                .hasSize(colds.size() + 1)
                .allSatisfy(window -> assertThat(colds)
                        .noneMatch(
                                cold -> window.holds(cold.stop().getEpochSecond()) || window.holds(cold.start() - 1)));
    }

    @Test
    void theDocumentNamesTheirNumber() throws IOException {
        Path docs = Path.of("").toAbsolutePath().resolveSibling("docs").resolve("alerting.md");
        assertThat(Files.readString(Files.exists(docs) ? docs : Path.of("docs/alerting.md")))
                .contains(Incidents.from(MONDAY).size() + " incidents, from a total outage")
                .contains("seven cold starts");
        assertThat(ColdStart.from(MONDAY)).hasSize(7);
    }

    @Test
    void everyAlertHasAnIncidentOrAReason() throws IOException {
        Set<String> injected = new TreeSet<>(Backtest.NOT_TESTED.keySet());
        Incidents.from(MONDAY).forEach(incident -> injected.addAll(incident.alerts()));
        Set<String> alerts = new TreeSet<>();
        Path rules = Path.of("").toAbsolutePath().resolveSibling("prometheus").resolve("rules");
        try (var files = Files.list(Files.isDirectory(rules) ? rules : Path.of("prometheus/rules"))) {
            for (Path file : files.toList()) {
                Files.readString(file)
                        .lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("- alert: "))
                        .forEach(line -> alerts.add(line.substring("- alert: ".length())));
            }
        }

        assertThat(injected).containsExactlyElementsOf(alerts);
    }

    private String played(long seed, List<Incident> incidents, String name) throws IOException {
        return played(seed, incidents, List.of(), name);
    }

    private String played(long seed, List<Incident> incidents, List<ColdStart> coldStarts, String name)
            throws IOException {
        Scenario scenario =
                new Scenario(name, seed, MONDAY, Duration.ZERO, Duration.ofHours(16), incidents, coldStarts);
        HistoryFiles coarse =
                new HistoryFiles(folder.resolve(name), 1_000_000_000_000L, Set.of(ACCEPTED, REVENUE, LEDGER));
        HistoryFiles fine = new HistoryFiles(folder.resolve(name + "-fine"), 1_000_000_000_000L, Set.of());
        try (coarse;
                fine) {
            new World(scenario).play(coarse, fine);
        }
        return Files.readString(coarse.files().get(0));
    }

    /** Over all series of the name, by time. */
    private static Map<Long, Double> sums(String text, String name) {
        Map<Long, Double> sums = new TreeMap<>();
        text.lines().filter(line -> line.startsWith(name + "{")).forEach(line -> {
            String[] parts = line.split(" ", -1);
            sums.merge(Long.parseLong(parts[2]), Double.parseDouble(parts[1]), Double::sum);
        });
        return sums;
    }

    private static double increase(Map<Long, Double> sums, int fromHour, int toHour) {
        long start = MONDAY.getEpochSecond();
        return sums.getOrDefault(start + toHour * 3600L, 0.0) - sums.getOrDefault(start + fromHour * 3600L, 0.0);
    }
}
