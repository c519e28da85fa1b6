package io.finops.costexporter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.finops.costexporter.request.AwsOperation;
import io.finops.costexporter.request.MeteredRequests;
import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.simulated.MovableClock;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which paid reads are made when a day's requests do not suffice for all. */
class RefresherBudgetTest {
    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
    private final HeardEvents heard = new HeardEvents();
    private final FakeCollector bill = new FakeCollector("spend/service");
    private final FakeCollector forecast = new FakeCollector("forecast");

    @Test
    void oneThatFindsNoRequestLeftRunsAsSoonAsThereIsOne() {
        Refresher refresher = refresher(1, 0);
        refresher.runDue();
        assertThat(heard.outcomes).containsExactly("spend/service succeeded", "forecast failed budget_exhausted");
        refresher.runDue();
        refresher.runDue();
        assertThat(heard.outcomes).as("said once a day").hasSize(2);

        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-21T00:00:01Z")));
        heard.outcomes.clear();
        forecast.reads = 0;
        bill.paid = false;
        refresher.runDue();
        assertThat(forecast.reads).isEqualTo(1);
    }

    @Test
    void repeatsOfAFailedReadLeaveARequestForEachThatIsScheduled() {
        bill.failure = new ReadFailure(FailureReason.SERVER_ERROR, "503");
        Refresher refresher = refresher(10, 10);
        run(refresher, FakeCollector.INTERVAL);
        assertThat(bill.reads).isEqualTo(1);

        run(refresher, FakeCollector.INTERVAL.dividedBy(10).plusMinutes(1));
        assertThat(bill.reads).isEqualTo(2);
    }

    @Test
    void theFirstReadLeadsWhileItFailsAndTheOthersFollowOnceItWorks() {
        bill.failure = new ReadFailure(FailureReason.SERVER_ERROR, "503");
        forecast.failure = bill.failure;
        Refresher refresher = refresher(20, 12);
        run(refresher, Duration.ofMinutes(20));
        assertThat(bill.reads).isEqualTo(3);
        assertThat(forecast.reads).isEqualTo(1);

        bill.failure = null;
        run(refresher, Duration.ofMinutes(40));
        assertThat(bill.reads).isEqualTo(4);
        assertThat(forecast.reads).isEqualTo(2);
    }

    @Test
    void aReadThatUsesUpTheRequestsHasNotFailed() {
        Refresher refresher = refresher(1, 0);
        Runnable one = bill.asks;
        bill.asks = () -> {
            one.run();
            one.run();
        };
        refresher.runDue();

        assertThat(heard.outcomes).contains("spend/service failed budget_exhausted");
        assertThat(refresher.attempt("spend/service")).isEqualTo(Attempt.NONE);
    }

    private void run(Refresher refresher, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            refresher.runDue();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private Refresher refresher(int requestsADay, int needed) {
        RequestBudget budget = new RequestBudget(folder.resolve("requests"), requestsADay, needed, clock);
        MeteredRequests meter = new MeteredRequests(budget, true, new PrometheusRegistry());
        for (FakeCollector collector : List.of(bill, forecast)) {
            collector.paid = true;
            collector.asks = () -> meter.acquire(AwsOperation.GET_COST_AND_USAGE);
        }
        return new Refresher(List.of(bill, forecast), heard, budget, Runnable::run, clock, 42);
    }
}
