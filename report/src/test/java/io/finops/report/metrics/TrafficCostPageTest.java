package io.finops.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.report.MovableClock;
import io.finops.report.StubServers;
import io.finops.report.source.Prometheus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TrafficCostPageTest {
    private final List<String> said = new ArrayList<>();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-22T12:00:00Z"));

    /** {@code docs/metrics.yml} has the names and labels of this page, and no others. */
    @Test
    void thePageIsWhatTheReferenceSays() throws IOException {
        try (StubServers stub = new StubServers()) {
            stub.settledDays();
            TrafficCostPage page = page(stub);
            page.readIfDue();

            Set<String> published = new TreeSet<>();
            Matcher sample =
                    Pattern.compile("(?m)^([a-z_]+)(\\{[a-z_]+=\"[^\"]*\"})? ").matcher(page.text());
            while (sample.find()) {
                published.add(sample.group(1) + (sample.group(2) == null ? "" : " cost_service"));
            }
            assertThat(page.text()).contains("finops_marginal_cost_usd_per_payment{cost_service=\"Queue\"} 0.02");
            assertThat(published).isEqualTo(reference());
        }
    }

    @Test
    void theBillIsReadEveryQuarterOfAnHourAndLookedForEveryHalfMinuteWhileThereIsNone() throws IOException {
        try (StubServers stub = new StubServers()) {
            TrafficCostPage page = page(stub);
            page.readIfDue();
            assertThat(page.text()).contains("finops_bill_fit_days 0.0");
            assertThat(stub.asked())
                    .as("five weeks of payments are not read in vain")
                    .hasSize(1);

            stub.settledDays();
            clock.moveOn(Duration.ofSeconds(30));
            page.readIfDue();
            String first = page.text();
            assertThat(first).contains("finops_bill_fit_days 20.0");

            clock.moveOn(Duration.ofSeconds(15 * 60 - 1));
            page.readIfDue();
            assertThat(page.text()).isEqualTo(first);
            clock.moveOn(Duration.ofSeconds(1));
            page.readIfDue();
            assertThat(page.text()).isNotEqualTo(first);
        }
    }

    @Test
    void whatWasReadStaysWhenPrometheusDoesNotAnswerAndOneLineSaysSo() throws IOException {
        StubServers stub = new StubServers();
        stub.settledDays();
        TrafficCostPage page = page(stub);
        page.readIfDue();
        String before = page.text();
        stub.close();
        for (int minutes = 0; minutes < 3; minutes++) {
            clock.moveOn(Duration.ofMinutes(16));
            page.readIfDue();
        }
        assertThat(page.text()).isEqualTo(before).contains("finops_fit_timestamp_seconds 1.7953488E9");
        assertThat(said).singleElement().asString().contains("what is published stays", "does not answer");
    }

    private TrafficCostPage page(StubServers stub) {
        return new TrafficCostPage(new Prometheus(stub.url()), clock, said::add);
    }

    private static Set<String> reference() throws IOException {
        String text = Files.readString(Path.of("../docs/metrics.yml"));
        Set<String> names = new TreeSet<>();
        Matcher row = Pattern.compile("names: \\[([^]]+)], type: gauge(, labels: \\[cost_service])?")
                .matcher(text.substring(text.indexOf("\nreport:")));
        while (row.find()) {
            for (String name : row.group(1).split(", ", -1)) {
                names.add(name + (row.group(2) == null ? "" : " cost_service"));
            }
        }
        return names;
    }
}
