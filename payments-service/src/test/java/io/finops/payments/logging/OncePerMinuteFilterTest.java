package io.finops.payments.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.Test;

class OncePerMinuteFilterTest {
    private final OncePerMinuteFilter filter = new OncePerMinuteFilter();

    @Test
    void letsOneLineAMinutePassOfTheNamedLoggersAndAllOfTheOthers() {
        filter.setLoggers("io.opentelemetry");

        assertThat(decide("io.opentelemetry.exporter.internal.http.HttpExporter", 1_000))
                .isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("io.opentelemetry.sdk.trace", 9_000)).isEqualTo(FilterReply.DENY);
        assertThat(decide("payment", 9_000)).isEqualTo(FilterReply.NEUTRAL);
        assertThat(decide("io.opentelemetry.sdk.trace", 61_000)).isEqualTo(FilterReply.NEUTRAL);
    }

    private FilterReply decide(String logger, long millis) {
        LoggingEvent event = new LoggingEvent();
        event.setLoggerName(logger);
        event.setTimeStamp(millis);
        return filter.decide(event);
    }
}
