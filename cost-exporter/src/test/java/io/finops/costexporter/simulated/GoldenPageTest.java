package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The whole page for a recorded answer, line by line, so that no figure, name or label changes unseen. */
class GoldenPageTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "page.txt");
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            Map.entry("cost-exporter.cost-bases", "unblended,amortized"),
            Map.entry("cost-exporter.views[0].name", "service"),
            Map.entry("cost-exporter.views[0].group-by", "service,account"),
            Map.entry("cost-exporter.views[0].top", "3"),
            Map.entry("cost-exporter.collectors", ""),
            Map.entry("cost-exporter.unchanged-for", "8h"),
            Map.entry("cost-exporter.guardrails[0].name", "total"),
            Map.entry("cost-exporter.guardrails[0].monthly-limit", "10000"));

    @TempDir
    Path stateDir;

    @Test
    void isAsRecorded() throws IOException {
        String page = page();
        if (System.getenv("UPDATE_GOLDEN") != null) {
            Files.writeString(GOLDEN, page);
        }

        assertThat(page).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everyMetricIsInTheReferenceUnderItsType() throws IOException {
        assertInReference(page());
    }

    /** Each metric of a page, by name and type. */
    static void assertInReference(String page) throws IOException {
        Map<String, List<Map<String, Object>>> services = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(Path.of("../docs/metrics.yml")));
        Set<String> reference = new HashSet<>();
        for (Map<String, Object> row : services.getOrDefault("cost-exporter", List.of())) {
            for (Object name : (List<?>) row.getOrDefault("names", List.of())) {
                reference.add(name + " " + row.get("type"));
            }
        }

        assertThat(page.lines().filter(line -> line.startsWith("# TYPE ")))
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(reference).contains(line.substring("# TYPE ".length())));
    }

    @Test
    void promtoolHasNothingToSay() throws InterruptedException {
        assertThat(Promtool.lint(page())).isEmpty();
    }

    private String page() {
        MovableClock clock = new MovableClock(Instant.parse("2026-11-12T09:00:00Z"));
        try (RecordedCostExplorer aws = new RecordedCostExplorer("/golden/get-cost-and-usage.json");
                Exporter exporter = new Exporter(aws.uri(), stateDir, clock, PROPERTIES)) {
            exporter.tick();
            clock.advance(Duration.ofHours(9));
            exporter.tick();
            return exporter.page();
        }
    }
}
