package io.finops.costexporter.refresh;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks once a second whether anything is due, and has it read on other threads: no scrape ever waits for AWS. */
public final class RefreshLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshLoop.class);
    private static final long SHUTDOWN_SECONDS = 4;

    private final Runnable tick;
    private final ExecutorService readers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread refresh = new Thread(task, "refresh");
        refresh.setDaemon(true);
        return refresh;
    });
    private volatile boolean running;

    /** @param readers what the tick hands reads to; ended with the loop */
    public RefreshLoop(Runnable tick, ExecutorService readers) {
        this.tick = tick;
        this.readers = readers;
    }

    /** As many threads as there are reads under way; none of them outlives a minute without work. */
    public static ExecutorService threads() {
        return Executors.newCachedThreadPool(task -> {
            Thread reader = new Thread(task, "read");
            reader.setDaemon(true);
            return reader;
        });
    }

    @Override
    public void start() {
        running = true;
        var unused = thread.scheduleWithFixedDelay(this::tickSafely, 0, 1, TimeUnit.SECONDS);
    }

    private void tickSafely() {
        try {
            tick.run();
        } catch (RuntimeException e) {
            LOG.error("a refresh failed in a way that it should not; the last figures stay", e);
        }
    }

    /** Runs something on the refresh thread, after what is running now. */
    public void submit(Runnable task) {
        thread.execute(() -> {
            if (running) {
                task.run();
            }
        });
    }

    /** Begins nothing more, and does not interrupt: an answer that was paid for is still written to disk. */
    @Override
    public void stop() {
        running = false;
        thread.shutdown();
        readers.shutdown();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SHUTDOWN_SECONDS);
            boolean done = thread.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)
                    && readers.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (!done) {
                LOG.info("leaving a request to AWS unfinished");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
