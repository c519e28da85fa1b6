package io.finops.telemetry.errors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;

/**
 * Puts the fingerprint of its exception on each warning and error, before the appenders write it, and counts it. Tells apart
 * {@value #MOST} errors; all others are one. Thread-safe.
 */
public final class GroupedErrors extends UnsynchronizedAppenderBase<ILoggingEvent> {
    static final int MOST = 50;
    /** Stands for what there is no more room for. */
    public static final Fingerprint OTHER = new Fingerprint("other", "other");

    /** What a dead collector of spans has to say is no error of this service. */
    private static final String TELEMETRY = "io.opentelemetry.";

    private final Set<Fingerprint> known = ConcurrentHashMap.newKeySet();
    private final Count count;

    /** Counts one more of an error. */
    public interface Count {
        void of(Fingerprint error);
    }

    private GroupedErrors(Count count) {
        this.count = count;
    }

    /** Goes first among the appenders of everything, whoever has configured them. */
    public static GroupedErrors install(LoggerContext logging, Count count) {
        GroupedErrors grouped = new GroupedErrors(count);
        grouped.setContext(logging);
        grouped.start();
        ch.qos.logback.classic.Logger root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        List<Appender<ILoggingEvent>> others = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        root.addAppender(grouped);
        others.forEach(other -> {
            root.detachAppender(other);
            root.addAppender(other);
        });
        return grouped;
    }

    @Override
    protected void append(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown == null
                || !event.getLevel().isGreaterOrEqual(Level.WARN)
                || event.getLoggerName().startsWith(TELEMETRY)) {
            return;
        }
        Fingerprint error = Fingerprint.of(thrown);
        if (event instanceof LoggingEvent line) {
            line.addKeyValuePair(new KeyValuePair("error_type", error.type()));
            line.addKeyValuePair(new KeyValuePair("error_fingerprint", error.id()));
        }
        count.of(toldApart(error) ? error : OTHER);
    }

    private boolean toldApart(Fingerprint error) {
        if (known.contains(error)) {
            return true;
        }
        synchronized (known) {
            return known.size() < MOST && known.add(error);
        }
    }

    /** Puts things back as they were. */
    public void uninstall() {
        ((LoggerContext) getContext()).getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }
}
