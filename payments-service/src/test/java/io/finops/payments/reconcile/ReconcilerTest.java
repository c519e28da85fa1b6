package io.finops.payments.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;

class ReconcilerTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger(Reconciler.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private Reconciler reconciler = new Reconciler(1, List.of());

    @BeforeEach
    void listen() {
        lines.start();
        LOG.addAppender(lines);
    }

    @AfterEach
    void stop() throws InterruptedException {
        LOG.detachAppender(lines);
        reconciler.destroy();
    }

    @Test
    void triesAllThatIsDueOfEachKindBeforeThePassEnds() {
        reconcile(8, () -> List.of(task("payment 1"), task("payment 2")), () -> List.of(task("refund 1")));

        reconciler.pass();

        assertThat(done).containsExactlyInAnyOrder("payment 1", "payment 2", "refund 1");
    }

    @Test
    void asksForMoreInEachPass() {
        Queue<List<Runnable>> batches =
                new ConcurrentLinkedQueue<>(List.of(List.of(task("first")), List.of(task("second"))));
        reconcile(8, batches::remove);

        reconciler.pass();
        assertThat(done).containsExactly("first");
        reconciler.pass();

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void goesOnWithTheOtherKindWhenTheDatabaseIsAwayForOne() {
        reconcile(
                8,
                () -> {
                    throw new DataAccessResourceFailureException("away");
                },
                () -> List.of(task("refund")));

        reconciler.pass();

        assertThat(done).containsExactly("refund");
    }

    @Test
    void oneThatFailsKeepsNoOtherFromBeingTried() {
        Runnable failing = () -> {
            throw new IllegalStateException("of this payment only");
        };
        reconcile(2, () -> List.of(failing, task("its neighbour"), task("the next")), () -> List.of(task("refund")));

        reconciler.pass();

        assertThat(done).containsExactlyInAnyOrder("its neighbour", "the next", "refund");
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN);
    }

    /** Each waits for all the others: fewer threads would wait for ever. */
    @Test
    void worksOnAsManyAtATimeAsABatchHasUpToEight() {
        CyclicBarrier eightAtOnce = new CyclicBarrier(8);
        List<Runnable> due = IntStream.range(0, 8)
                .<Runnable>mapToObj(number -> () -> {
                    try {
                        eightAtOnce.await();
                        done.add("together");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
        reconcile(50, () -> due);

        assertThat(CompletableFuture.runAsync(reconciler::pass)).succeedsWithin(Duration.ofSeconds(30));
        assertThat(done).hasSize(8);
    }

    @Test
    void waitsForWhatHasBegunWhenItIsStoppedAndTakesNothingMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        reconcile(
                2,
                () -> List.of(() -> {
                    begun.countDown();
                    until(mayEnd);
                    done.add("begun before");
                }),
                () -> List.of(task("not begun")));
        CompletableFuture<Void> pass = CompletableFuture.runAsync(reconciler::pass);
        begun.await();
        Thread stop = new Thread(() -> {
            try {
                reconciler.destroy();
                done.add("stopped");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stop.start();
        await("it waits for the one that has begun")
                .until(() ->
                        stop.getState() == Thread.State.TIMED_WAITING || stop.getState() == Thread.State.TERMINATED);
        mayEnd.countDown();

        stop.join();
        pass.join();
        reconciler.pass();

        assertThat(done).containsExactly("begun before", "stopped");
        assertThat(lines.list).as("it ended in time").isEmpty();
    }

    @Test
    void endsAPassThatIsInterruptedAndLeavesItInterrupted() {
        Thread passing = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        reconcile(
                1,
                () -> List.of(() -> {
                    passing.interrupt();
                    until(never);
                }));

        reconciler.pass();

        assertThat(Thread.interrupted()).isTrue();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // The array is only copied.
    private void reconcile(int batchSize, Supplier<List<Runnable>>... kinds) {
        reconciler = new Reconciler(batchSize, List.of(kinds));
    }

    private Runnable task(String name) {
        return () -> done.add(name);
    }

    private static void until(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
