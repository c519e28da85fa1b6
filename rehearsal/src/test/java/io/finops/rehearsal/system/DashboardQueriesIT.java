package io.finops.rehearsal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.finops.localstack.http.HttpJson;
import io.finops.rehearsal.dashboards.Dashboard;
import io.finops.rehearsal.dashboards.EmptyQueries;
import io.finops.rehearsal.dashboards.PrometheusRequest;
import io.finops.rehearsal.runningstack.StackAccess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Asks the stack's Prometheus every query of every dashboard, as Grafana would when the page is opened. */
@ExtendWith(RunningStack.class)
@Order(StackIT.LAST - 1)
class DashboardQueriesIT {
    private static final Duration SHOWN = Duration.ofMinutes(15);
    private static final Duration UNTIL_WARM = Duration.ofMinutes(5);

    private final List<Asked> queries = new ArrayList<>();
    private EmptyQueries excuses = EmptyQueries.none();

    private record Asked(Dashboard dashboard, Dashboard.Query query) {
        @Override
        public String toString() {
            return dashboard.uid() + " | " + query.name() + ": " + query.expression();
        }
    }

    @BeforeEach
    void readTheDashboards() throws IOException {
        excuses = EmptyQueries.read();
        for (Dashboard dashboard : Dashboard.all()) {
            for (Dashboard.Query query : dashboard.prometheusQueries()) {
                queries.add(new Asked(dashboard, query));
            }
        }
    }

    @Test
    void everyQueryHasAResultOrAReasonToHaveNone(StackAccess stack) {
        await().atMost(UNTIL_WARM)
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(withoutResult(stack))
                        .as("neither a result nor a line in queries-without-result.txt")
                        .isEmpty());

        for (Asked asked : queries) {
            excuse(stack, asked)
                    .filter(excuse -> hasResult(stack, asked))
                    .ifPresent(excuse -> assertThat(excuse.forbidsAResult())
                            .as("has a result after all: %s, though %s", asked, excuse.reason())
                            .isFalse());
        }
    }

    @Test
    void everyReasonIsAboutAQueryThatExists() {
        assertThat(excuses.entries())
                .allSatisfy(excuse -> assertThat(queries)
                        .as("%s", excuse)
                        .anyMatch(asked -> excuse.isAbout(
                                asked.dashboard().uid(), asked.query().name())));
    }

    private List<Asked> withoutResult(StackAccess stack) {
        return queries.stream()
                .filter(asked -> excuse(stack, asked).isEmpty())
                .filter(asked -> !hasResult(stack, asked))
                .toList();
    }

    private Optional<EmptyQueries.Entry> excuse(StackAccess stack, Asked asked) {
        return excuses.entry(asked.dashboard().uid(), asked.query().name(), stack::has);
    }

    /** A query that is refused fails the test at once, whatever is on the list. */
    private static boolean hasResult(StackAccess stack, Asked asked) {
        String path = new PrometheusRequest(asked.dashboard(), asked.query()).path(Instant.now(), SHOWN);
        HttpJson.Answer answer = stack.http().send("GET", stack.url("prometheus") + path, "", Map.of());
        if (answer.status() != 200) {
            throw new IllegalStateException(asked + " is answered " + answer.status() + ": " + answer.body());
        }
        return hasResult(answer.json().path("data"));
    }

    /** Names of a label, or at least one number: a panel that only has NaN to show is empty. */
    private static boolean hasResult(JsonNode data) {
        if (data.isArray()) {
            return !data.isEmpty();
        }
        for (JsonNode series : data.path("result")) {
            if (isNumber(series.path("value"))) {
                return true;
            }
            for (JsonNode sample : series.path("values")) {
                if (isNumber(sample)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNumber(JsonNode sample) {
        return !sample.path(1).asString("NaN").equals("NaN");
    }
}
