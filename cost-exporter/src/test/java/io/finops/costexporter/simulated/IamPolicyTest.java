package io.finops.costexporter.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.request.AwsOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published policies allow what the code calls, and nothing else. */
class IamPolicyTest {
    private static final Path POLICIES = Path.of("..", "docs", "iam");

    @RegisterExtension
    static final Simulator SIMULATOR = new Simulator();

    @TempDir
    Path stateDir;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "forecast",
                "anomalies",
                "budgets",
                "savings-plans",
                "reservations",
                "usage",
                "recommendations",
                "month-change"
            })
    void allowsExactlyWhatIsCalled(String collector) throws IOException {
        Set<String> allowed = new TreeSet<>(actions("spend"));
        if (!collector.isEmpty()) {
            allowed.addAll(actions(collector));
        }
        MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
        SIMULATOR.setClock(clock.instant());
        try (Exporter exporter =
                new Exporter(SIMULATOR.uri(), stateDir, clock, Map.of("cost-exporter.collectors", collector))) {
            exporter.tick();
            SIMULATOR.setClock(clock.advance(Duration.ofDays(3)));
            exporter.tick();

            assertThat(called(exporter)).isEqualTo(allowed);
        }
    }

    static Set<String> called(Exporter exporter) {
        Map<String, Double> samples = exporter.samples();
        return Arrays.stream(AwsOperation.values())
                .filter(operation -> !operation.permission().isEmpty())
                .filter(operation -> count(samples, operation, "success") + count(samples, operation, "error") > 0)
                .map(AwsOperation::permission)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double count(Map<String, Double> samples, AwsOperation operation, String outcome) {
        return samples.getOrDefault(
                "cost_exporter_aws_requests_total{operation=\"" + operation.operation() + "\",outcome=\"" + outcome
                        + "\"}",
                0.0);
    }

    static Set<String> actions(String name) throws IOException {
        JsonNode policy = JsonMapper.builder().build().readTree(Files.readString(POLICIES.resolve(name + ".json")));
        Set<String> names = new TreeSet<>();
        policy.path("Statement")
                .forEach(statement -> statement.path("Action").forEach(action -> names.add(action.stringValue())));
        return names;
    }
}
