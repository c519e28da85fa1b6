package io.finops.costexporter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What an operator reads in the log of reads that work and of reads that do not. */
class RefresherLogTest {
    private static final String KEEPING = "; keeping the last figures, trying again with back-off";

    @TempDir
    Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(Refresher.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
    private final FakeCollector bill = new FakeCollector("spend/service");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        assertThat(logger.detachAppender(log)).isTrue();
    }

    @Test
    void tellsWhatAReadFoundAndWhatItTook() {
        bill.paid = true;
        bill.tells = List.of("days", 14, "rows", 3);
        Refresher refresher = refresher(1);
        var inner = bill.asks;
        bill.asks = () -> {
            inner.run();
            clock.advance(Duration.ofMillis(1500));
        };
        refresher.runDue();

        assertThat(lines()).containsExactly("INFO read");
        assertThat(log.list.get(0).getKeyValuePairs())
                .extracting(pair -> pair.key + "=" + pair.value)
                .containsExactly(
                        "collector=spend/service",
                        "thorough=true",
                        "took_ms=1500",
                        "paid_requests=1",
                        "days=14",
                        "rows=3");
    }

    @Test
    void saysOnceForEachWayOfFailingThatAReadFailsAndOnceThatItWorksAgain() {
        Refresher refresher = refresher(1);
        bill.failure = new ReadFailure(FailureReason.SERVER_ERROR, "503");
        refresher.runAll();
        refresher.runAll();
        bill.failure = new ReadFailure(FailureReason.ACCESS_DENIED, "no");
        refresher.runAll();
        bill.failure = null;
        refresher.runAll();
        refresher.runAll();

        assertThat(lines())
                .containsExactly(
                        "WARN spend/service: server_error: 503" + KEEPING,
                        "WARN spend/service: access_denied: no" + KEEPING,
                        "INFO read",
                        "INFO spend/service: works again",
                        "INFO read");
    }

    @Test
    void saysThatTheDaysRequestsAreUsedUp() {
        bill.paid = true;
        refresher(0).runDue();

        assertThat(lines())
                .containsExactly("WARN spend/service: budget_exhausted: today's paid requests are used up" + KEEPING);
    }

    @Test
    void showsABugWithItsTrace() {
        bill.failure = new IllegalStateException("a bug");
        refresher(1).runDue();

        assertThat(lines()).containsExactly("ERROR spend/service: failed in a way that it should not");
        assertThat(log.list.get(0).getThrowableProxy().getMessage()).isEqualTo("a bug");
    }

    private Stream<String> lines() {
        return log.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage());
    }

    private Refresher refresher(int requestsADay) {
        RequestBudget budget = new RequestBudget(folder.resolve("requests"), requestsADay, 0, clock);
        MeteredRequests meter = new MeteredRequests(budget, true, new PrometheusRegistry());
        bill.asks = () -> meter.acquire(AwsOperation.GET_COST_AND_USAGE);
        return new Refresher(List.of(bill), new HeardEvents(), budget, Runnable::run, clock, 42);
    }
}
