package io.finops.payments.stop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps serving for a short while after the service was told to stop. Readiness is refused from the first moment on (Spring Boot does that), so a load balancer
 * sends nothing new by the time the port closes, and Prometheus has scraped {@code app_stopping 1}: it can tell a stop that was asked for from a crash.
 *
 * <p>Thread-safe: {@link #stopping()} is read by scrapes.
 */
final class StopNotice implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(StopNotice.class);

    private final Duration notice;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean running;
    private volatile boolean stopping;

    /** @param notice how long to keep serving; zero stops at once */
    StopNotice(Duration notice) {
        this.notice = notice;
    }

    /** Whether the service was told to stop. */
    boolean stopping() {
        return stopping;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stopping = true;
        if (!notice.isZero()) {
            LOG.info("stopping: not ready any more, and closing the port in {} ms", notice.toMillis());
            try {
                // Never counted down: the wait only ends early by an interrupt.
                over.await(notice.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop: before the web server, which refuses what is new. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
