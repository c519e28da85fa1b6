package io.finops.rehearsal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import io.finops.localstack.layout.Checkout;
import io.finops.rehearsal.alerts.RuleFiles.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A histogram has dozens of series with a sample each 2 s: over more than an hour, rules and dashboards read what is recorded of it. */
class RawHistogramsTest {
    /** A range over a series of a histogram; recorded series have colons in their names. */
    private static final Pattern RANGE =
            Pattern.compile("(?<![\\w:])([a-zA-Z_]\\w*_(?:bucket|count|sum))(?:\\{[^}]*})?\\[([^\\]:]+)(?::[^\\]]*)?]");

    private static final Pattern AN_HOUR_AT_MOST = Pattern.compile("\\d+s|[1-5]?\\dm|60m|1h|\\$__(rate_)?interval");

    @Test
    void rulesReadThemOverAnHourAtMost() {
        assertThat(RuleFiles.rules())
                .allSatisfy(rule -> assertThat(tooLong(rule.expression()))
                        .as(rule.file().toString())
                        .isEmpty());
        assertThat(RuleFiles.rules().stream().map(Rule::expression))
                .as("something to find")
                .anyMatch(expression -> RANGE.matcher(expression).find());
    }

    @Test
    void dashboardsReadThemOverAnHourAtMost() throws IOException {
        List<String> expressions = expressions();
        assertThat(expressions).anyMatch(expression -> RANGE.matcher(expression).find());
        assertThat(expressions)
                .allSatisfy(expression -> assertThat(tooLong(expression)).isEmpty());
    }

    @Test
    void seesARangeThatIsTooLong() {
        assertThat(tooLong("sum(rate(x_seconds_bucket{le=\"0.5\"}[1d]))")).containsExactly("x_seconds_bucket[1d]");
        assertThat(tooLong("rate(x_seconds_count[$__range])")).hasSize(1);
        assertThat(tooLong("rate(x_seconds_count[5m])")).isEmpty();
    }

    private static List<String> tooLong(String expression) {
        List<String> found = new ArrayList<>();
        for (Matcher range = RANGE.matcher(expression); range.find(); ) {
            if (!AN_HOUR_AT_MOST.matcher(range.group(2)).matches()) {
                found.add(range.group(1) + "[" + range.group(2) + "]");
            }
        }
        return found;
    }

    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Checkout.root().resolve("grafana/dashboards"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                JsonNode dashboard = Json.MAPPER.readTree(Files.readAllBytes(file));
                dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asString("")));
            }
        }
        return expressions;
    }
}
