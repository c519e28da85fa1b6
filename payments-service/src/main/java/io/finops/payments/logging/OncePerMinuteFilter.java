package io.finops.payments.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one event a minute pass of the loggers below a name, and everything of the others. Thread-safe. */
public final class OncePerMinuteFilter extends Filter<ILoggingEvent> {
    private static final long MINUTE_MILLIS = 60_000;

    private final AtomicLong last = new AtomicLong(Long.MIN_VALUE / 2);
    private volatile String loggers = "";

    public void setLoggers(String prefix) {
        this.loggers = prefix;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (loggers.isEmpty() || !event.getLoggerName().startsWith(loggers)) {
            return FilterReply.NEUTRAL;
        }
        long before = last.get();
        long now = event.getTimeStamp();
        return now - before >= MINUTE_MILLIS && last.compareAndSet(before, now)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
