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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefresherTest {
    private static final Duration INTERVAL = Duration.ofHours(8);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
    private final List<String> heard = new ArrayList<>();
    private final FakeCollector bill = new FakeCollector("spend/service");
    private final FakeCollector forecast = new FakeCollector("forecast");
    private int requestsADay = 100;
    private @Nullable MeteredRequests meter;

    @Test
    void readsEverythingAtOnceAndThenWhenItIsDue() {
        Refresher refresher = refresher(Runnable::run);
        refresher.runDue();
        refresher.runDue();
        assertThat(bill.reads).isEqualTo(1);

        clock.advance(INTERVAL.minusSeconds(1));
        refresher.runDue();
        assertThat(bill.reads).as("not before the interval").isEqualTo(1);

        clock.advance(INTERVAL.dividedBy(10)); // the longest jitter
        refresher.runDue();
        assertThat(bill.reads).isEqualTo(2);
    }

    @Test
    void oneThatFailsLeavesTheOthersAlone() {
        bill.failure = new ReadFailure(FailureReason.ACCESS_DENIED, "no");
        Refresher refresher = refresher(Runnable::run);
        refresher.runDue();

        assertThat(heard).containsExactly("spend/service failed access_denied", "forecast succeeded");
        assertThat(refresher.attempt("spend/service").failures()).isEqualTo(1);
    }

    @Test
    void oneThatIsBrokenLeavesTheOthersAlone() {
        bill.failure = new IllegalStateException("a bug");
        refresher(Runnable::run).runDue();

        assertThat(heard).containsExactly("spend/service failed internal", "forecast succeeded");
    }

    @Test
    void pausesGrowWhileOneFailsAndEndWhenItWorks() {
        bill.failure = new ReadFailure(FailureReason.SERVER_ERROR, "503");
        Refresher refresher = refresher(Runnable::run);
        run(refresher, Duration.ofHours(6));
        assertThat(bill.reads).as("after 1, 15, 30 and every 60 minutes").isBetween(7, 9);

        bill.failure = null;
        run(refresher, Duration.ofHours(1).plusMinutes(10));
        assertThat(refresher.attempt("spend/service").failures()).isZero();
    }

    @Test
    void oneThatFindsNoRequestLeftRunsAsSoonAsThereIsOne() {
        requestsADay = 1;
        bill.paid = true;
        forecast.paid = true;
        Refresher refresher = refresher(Runnable::run);
        refresher.runDue();
        refresher.runDue();
        assertThat(heard).containsExactly("spend/service succeeded", "forecast failed budget_exhausted");

        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-11-21T00:00:01Z")));
        heard.clear();
        forecast.reads = 0;
        bill.paid = false;
        refresher.runDue();
        assertThat(forecast.reads).isEqualTo(1);
    }

    @Test
    void oneThatLastsLongerThanItsIntervalIsSaidOnceAndNotStartedTwice() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Refresher refresher = refresher(waiting::add);
        refresher.runDue();
        assertThat(waiting).hasSize(2);

        clock.advance(INTERVAL.plusSeconds(1));
        refresher.runDue();
        refresher.runDue();
        assertThat(waiting).hasSize(2);
        assertThat(heard).containsExactly("spend/service failed overrun", "forecast failed overrun");

        waiting.forEach(Runnable::run);
        assertThat(heard).contains("spend/service succeeded");
    }

    @Test
    void aRestartKeepsToTheScheduleUnlessFiguresAreLost() {
        refresher(Runnable::run).runDue();
        clock.advance(Duration.ofMinutes(5));

        Refresher restarted = new Refresher(List.of(bill, forecast), listener(), budget(), Runnable::run, clock, 1);
        restarted.open(new SavedAttempts(folder.resolve("attempts")), Set.of("forecast"));
        restarted.runDue();

        assertThat(bill.reads).isEqualTo(1);
        assertThat(forecast.reads).isEqualTo(2);
    }

    @Test
    void anAttemptThatNeverEndedCountsAsFailed() {
        Refresher killed = refresher(Runnable::run);
        bill.dies = true;
        try {
            killed.runDue();
        } catch (Death e) {
            assertThat(heard).isEmpty();
        }
        Refresher restarted = new Refresher(List.of(bill), listener(), budget(), Runnable::run, clock, 1);
        restarted.open(new SavedAttempts(folder.resolve("attempts")), Set.of("spend/service"));
        restarted.runDue();

        assertThat(bill.reads).as("not at once, as in a crash loop").isEqualTo(1);
    }

    @Test
    void readsThoroughlyOnceADay() {
        Refresher refresher = refresher(Runnable::run);
        run(refresher, Duration.ofHours(40));

        assertThat(bill.thorough).isEqualTo(2);
        assertThat(bill.reads).isGreaterThan(3);
    }

    private void run(Refresher refresher, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            refresher.runDue();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private Refresher refresher(Executor readers) {
        Refresher refresher = new Refresher(List.of(bill, forecast), listener(), budget(), readers, clock, 42);
        refresher.open(new SavedAttempts(folder.resolve("attempts")), Set.of("spend/service", "forecast"));
        return refresher;
    }

    private RequestBudget budget() {
        RequestBudget budget = new RequestBudget(folder.resolve("requests"), requestsADay, 0, clock);
        meter = new MeteredRequests(budget, true, new PrometheusRegistry());
        return budget;
    }

    private RefreshListener listener() {
        return new RefreshListener() {
            @Override
            public void began(String collector, Instant at) {}

            @Override
            public void succeeded(String collector, Instant at, Duration took) {
                heard.add(collector + " succeeded");
            }

            @Override
            public void failed(String collector, FailureReason reason) {
                heard.add(collector + " failed " + reason.label());
            }

            @Override
            public void ended(String collector) {}
        };
    }

    /** Stands for the end of the process. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final class FakeCollector implements Collector {
        private final String name;
        private int reads;
        private int thorough;
        private boolean paid;
        private boolean dies;
        private @Nullable RuntimeException failure;

        FakeCollector(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Duration interval() {
            return INTERVAL;
        }

        @Override
        public boolean paid() {
            return paid;
        }

        @Override
        public boolean hasFigures() {
            return false;
        }

        @Override
        public List<Object> collect(Instant now, boolean all) {
            reads++;
            thorough += all ? 1 : 0;
            if (paid) {
                Objects.requireNonNull(meter).acquire(AwsOperation.GET_COST_AND_USAGE);
            }
            if (dies) {
                throw new Death();
            }
            if (failure != null) {
                throw failure;
            }
            return List.of();
        }
    }
}
