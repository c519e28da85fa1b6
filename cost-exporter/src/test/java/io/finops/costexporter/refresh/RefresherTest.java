package io.finops.costexporter.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.finops.costexporter.request.RequestBudget;
import io.finops.costexporter.simulated.MovableClock;
import io.finops.costexporter.source.FailureReason;
import io.finops.costexporter.source.ReadFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefresherTest {
    private static final Duration INTERVAL = FakeCollector.INTERVAL;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T00:30:00Z"));
    private final HeardEvents heard = new HeardEvents();
    private final FakeCollector bill = new FakeCollector("spend/service");
    private final FakeCollector forecast = new FakeCollector("forecast");

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

        assertThat(heard.outcomes).containsExactly("spend/service failed access_denied", "forecast succeeded");
        assertThat(refresher.attempt("spend/service").failures()).isEqualTo(1);
        assertThat(refresher.attempt("spend/service").reason()).isEqualTo(FailureReason.ACCESS_DENIED);
    }

    @Test
    void oneThatIsBrokenLeavesTheOthersAlone() {
        bill.failure = new IllegalStateException("a bug");
        Refresher refresher = refresher(Runnable::run);
        refresher.runDue();

        assertThat(heard.outcomes).containsExactly("spend/service failed internal", "forecast succeeded");
        assertThat(refresher.attempt("spend/service").reason()).isEqualTo(FailureReason.INTERNAL);
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
    void oneThatLastsLongerThanItsIntervalIsSaidOnceAndNotStartedTwice() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Refresher refresher = refresher(waiting::add);
        refresher.runDue();
        assertThat(waiting).hasSize(2);

        clock.advance(INTERVAL);
        refresher.runDue();
        assertThat(heard.outcomes).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        refresher.runDue();
        assertThat(heard.outcomes).containsExactly("spend/service failed overrun", "forecast failed overrun");

        refresher.runDue();
        refresher.runDue();
        assertThat(waiting).hasSize(2);
        assertThat(heard.outcomes).hasSize(2);

        waiting.forEach(Runnable::run);
        assertThat(heard.outcomes).contains("spend/service succeeded");
    }

    @Test
    void aRestartKeepsToTheScheduleUnlessFiguresAreLost() {
        refresher(Runnable::run).runDue();
        clock.advance(Duration.ofMinutes(5));

        Refresher restarted = new Refresher(List.of(bill, forecast), heard, budget(), Runnable::run, clock, 1);
        restarted.open(new SavedAttempts(folder.resolve("attempts")), Set.of("forecast"));
        restarted.runDue();

        assertThat(bill.reads).isEqualTo(1);
        assertThat(forecast.reads).isEqualTo(2);
    }

    @Test
    void anAttemptThatNeverEndedCountsAsFailed() {
        Refresher killed = refresher(Runnable::run);
        bill.failure = new Death();
        assertThatThrownBy(killed::runDue).isInstanceOf(Death.class);
        assertThat(heard.all).containsExactly("spend/service began 2026-11-20T00:30:00Z", "spend/service ended");

        Refresher restarted = new Refresher(List.of(bill), heard, budget(), Runnable::run, clock, 1);
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

    @Test
    void listenersHearEachReadBeginAndEnd() {
        bill.failure = new ReadFailure(FailureReason.ACCESS_DENIED, "no");
        refresher(Runnable::run).runDue();

        assertThat(heard.all)
                .containsExactly(
                        "spend/service began 2026-11-20T00:30:00Z",
                        "spend/service failed access_denied",
                        "spend/service ended",
                        "forecast began 2026-11-20T00:30:00Z",
                        "forecast succeeded",
                        "forecast ended");
    }

    @Test
    void readsThatNobodyTakesOnAreOver() {
        Refresher refresher = refresher(read -> {
            throw new RejectedExecutionException("stopping");
        });
        refresher.runDue();
        refresher.runDue();

        assertThat(heard.all)
                .filteredOn(event -> event.startsWith("forecast"))
                .containsExactly(
                        "forecast began 2026-11-20T00:30:00Z",
                        "forecast ended",
                        "forecast began 2026-11-20T00:30:00Z",
                        "forecast ended");
    }

    @Test
    void everythingIsReadThoroughlyOnRequestExceptWhatIsBeingRead() {
        Deque<Runnable> waiting = new ArrayDeque<>();
        Refresher refresher = refresher(waiting::add);
        refresher.runDue();
        waiting.removeFirst().run();
        clock.advance(Duration.ofMinutes(1));
        refresher.runAll();
        waiting.forEach(Runnable::run);

        assertThat(bill.reads).isEqualTo(2);
        assertThat(bill.thorough).isEqualTo(2);
        assertThat(forecast.reads).isEqualTo(1);
    }

    @Test
    void whatIsWorthNothingIsReadBeforeTheInterval() {
        bill.worth = Duration.ofHours(1);
        Refresher refresher = refresher(Runnable::run);
        refresher.runDue();
        clock.advance(bill.worth.minusSeconds(1));
        refresher.runDue();
        assertThat(bill.reads).isEqualTo(1);

        clock.advance(Duration.ofSeconds(1));
        refresher.runDue();
        assertThat(bill.reads).isEqualTo(2);
    }

    @Test
    void whatIsWorthNothingWaitsAsLongAsAnythingElseWhileItFails() {
        bill.worth = Duration.ofHours(1);
        Refresher refresher = refresher(Runnable::run);
        refresher.runDue();
        bill.failure = new ReadFailure(FailureReason.SERVER_ERROR, "503");
        clock.advance(bill.worth);
        refresher.runDue();
        clock.advance(Duration.ofSeconds(59));
        refresher.runDue();

        assertThat(bill.reads).isEqualTo(2);
    }

    @Test
    void exportersThatStartTogetherSpreadOut() {
        Set<Instant> second = new HashSet<>();
        Instant start = clock.instant();
        for (long seed = 0; seed < 10; seed++) {
            clock.advance(Duration.between(clock.instant(), start));
            FakeCollector own = new FakeCollector("own");
            Refresher refresher = new Refresher(List.of(own), heard, budget(), Runnable::run, clock, seed);
            refresher.runDue();
            clock.advance(INTERVAL);
            while (own.reads < 2) {
                clock.advance(Duration.ofSeconds(1));
                refresher.runDue();
            }
            second.add(clock.instant());
        }

        assertThat(second).hasSize(10);
    }

    private void run(Refresher refresher, Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            refresher.runDue();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    private Refresher refresher(Executor readers) {
        Refresher refresher = new Refresher(List.of(bill, forecast), heard, budget(), readers, clock, 42);
        refresher.open(new SavedAttempts(folder.resolve("attempts")), Set.of("spend/service", "forecast"));
        return refresher;
    }

    private RequestBudget budget() {
        return new RequestBudget(folder.resolve("requests"), 0, 0, clock);
    }

    /** Stands for the end of the process. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }
}
