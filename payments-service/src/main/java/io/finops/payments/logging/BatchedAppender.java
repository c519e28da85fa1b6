package io.finops.payments.logging;

import ch.qos.logback.core.util.Duration;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;

/**
 * Hands events to its appender from a thread of its own, which looks a few dozen times a second and writes what has come
 * together at once: no payment wakes a thread or waits for one. The queue is bounded, and an event that finds it full is
 * dropped. The appender inside needs {@code immediateFlush=false}.
 */
public final class BatchedAppender extends LoggingEventAsyncDisruptorAppender {
    public BatchedAppender() {
        setRingBufferSize(8192);
        setWaitStrategyType("sleeping{0,25000000}");
        setShutdownGracePeriod(Duration.buildBySeconds(2));
        setAddDefaultStatusListener(false);
    }

    /** What would be said here is that standard output is stuck, and it would be said on it, by a payment's thread. */
    @Override
    public void addWarn(String message) {}
}
