package io.finops.rehearsal.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.localstack.Json;
import io.finops.localstack.layout.Checkout;
import io.finops.rehearsal.alerts.RuleFiles.Rule;
import io.finops.rehearsal.promql.PromqlSelectors;
import io.finops.rehearsal.promql.PromqlSelectors.Selector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A histogram has dozens of series with a sample each 2 s: over more than an hour, rules and dashboards read what is recorded of it. */
class RawHistogramsTest {
    /** A series of a histogram; recorded series have colons in their names. */
    private static final Pattern RAW = Pattern.compile("[a-zA-Z_]\\w*_(bucket|count|sum)");

    private static final Pattern AN_HOUR_AT_MOST = Pattern.compile("\\d+s|[1-5]?\\dm|60m|1h|\\$__(rate_)?interval");

    @Test
    void rulesReadThemOverAnHourAtMost() {
        assertThat(RuleFiles.rules())
                .allSatisfy(rule -> assertThat(tooLong(rule.expression()))
                        .as(rule.file().toString())
                        .isEmpty());
        assertThat(RuleFiles.rules().stream().map(Rule::expression))
                .as("something to find")
                .anyMatch(expression -> ranges(expression).findAny().isPresent());
    }

    @Test
    void dashboardsReadThemOverAnHourAtMost() throws IOException {
        List<String> expressions = expressions();
        assertThat(expressions)
                .anyMatch(expression -> ranges(expression).findAny().isPresent());
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
        return ranges(expression)
                .filter(selector -> !AN_HOUR_AT_MOST.matcher(selector.range()).matches())
                .map(selector -> selector.metric() + "[" + selector.range() + "]")
                .toList();
    }

    /** What is read over a range of the series of a histogram. */
    private static Stream<Selector> ranges(String expression) {
        return PromqlSelectors.of(expression).stream()
                .filter(selector -> RAW.matcher(selector.metric()).matches())
                .filter(selector -> !selector.range().isEmpty());
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
