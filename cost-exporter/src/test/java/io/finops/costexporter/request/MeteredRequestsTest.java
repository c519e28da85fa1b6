package io.finops.costexporter.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.request.MeteredRequests.Outcome;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS charges for a request, by how it ended. */
class MeteredRequestsTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    @TempDir
    Path folder;

    private RequestBudget budget;

    @BeforeEach
    void open() {
        budget = new RequestBudget(folder.resolve("requests"), 5, 0, Clock.systemUTC());
    }

    @ParameterizedTest(name = "{0} of {1}, billed {2}: USD {3}, {4} left")
    @CsvSource({
        "SUCCESS, GET_COST_AND_USAGE, true, 0.01, 4",
        "ERROR, GET_COST_AND_USAGE, true, 0.01, 4",
        "NOT_SENT, GET_COST_AND_USAGE, true, 0, 5",
        "SUCCESS, GET_COST_AND_USAGE, false, 0, 4",
        "SUCCESS, DESCRIBE_BUDGETS, true, 0, 5",
    })
    void chargesForWhatReachedAws(Outcome outcome, AwsOperation operation, boolean billed, double usd, int left) {
        MeteredRequests requests = new MeteredRequests(budget, billed, registry);
        requests.acquire(operation);
        requests.ended(operation, outcome);

        assertThat(charges()).isEqualTo(usd);
        assertThat(budget.remaining()).isEqualTo(left);
    }

    private double charges() {
        return registry.scrape().stream()
                .filter(metric -> metric.getMetadata().getName().equals("cost_exporter_aws_charges_usd"))
                .flatMap(metric -> metric.getDataPoints().stream())
                .mapToDouble(point -> ((CounterSnapshot.CounterDataPointSnapshot) point).getValue())
                .sum();
    }
}
