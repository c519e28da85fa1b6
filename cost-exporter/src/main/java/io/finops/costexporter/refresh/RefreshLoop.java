package io.finops.costexporter.refresh;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Looks once a second whether anything is due, on a thread of its own: no scrape ever waits for AWS. */
public final class RefreshLoop implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshLoop.class);
    private static final long SHUTDOWN_SECONDS = 4;

    private final Runnable tick;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread refresh = new Thread(task, "refresh");
        refresh.setDaemon(true);
        return refresh;
    });
    private volatile boolean running;

    public RefreshLoop(Runnable tick) {
        this.tick = tick;
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
        try {
            if (!thread.awaitTermination(SHUTDOWN_SECONDS, TimeUnit.SECONDS)) {
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
