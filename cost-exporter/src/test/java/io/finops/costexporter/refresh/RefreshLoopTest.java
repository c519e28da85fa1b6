package io.finops.costexporter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RefreshLoopTest {
    @Test
    void aStopLetsWhatRunsFinishUndisturbedAndBeginsNothingMore() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        AtomicInteger later = new AtomicInteger();
        RefreshLoop loop = new RefreshLoop(
                () -> {
                    begun.countDown();
                    await(stopping);
                    finished.set(!Thread.currentThread().isInterrupted());
                },
                RefreshLoop.threads());
        loop.start();
        begun.await();
        loop.submit(later::incrementAndGet);

        Thread stop = new Thread(loop::stop);
        stop.start();
        while (loop.isRunning()) {
            Thread.onSpinWait();
        }
        stopping.countDown();
        stop.join();

        assertThat(finished).isTrue();
        assertThat(later).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
