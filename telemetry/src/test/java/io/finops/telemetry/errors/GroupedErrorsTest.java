package io.finops.telemetry.errors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.logstash.logback.encoder.LogstashEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupedErrorsTest {
    private final LoggerContext logging = new LoggerContext();
    private final Logger log = logging.getLogger("io.finops.test");
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<Fingerprint> counted = new CopyOnWriteArrayList<>();

    @BeforeEach
    void install() {
        logging.setMDCAdapter(new LogbackMDCAdapter());
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(logging);
        encoder.start();
        OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
        appender.setContext(logging);
        appender.setEncoder(encoder);
        appender.setOutputStream(lines);
        appender.start();
        logging.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(appender);
        GroupedErrors.install(logging, counted::add);
    }

    @AfterEach
    void stop() {
        logging.stop();
    }

    @Test
    void theLineOfAnExceptionCarriesTheFingerprintThatIsCounted() {
        log.error("it broke", new IllegalStateException("17"));

        assertThat(counted).hasSize(1);
        assertThat(lines())
                .contains("\"error_fingerprint\":\"" + counted.get(0).id() + "\"")
                .contains("\"error_type\":\"IllegalStateException\"");
    }

    @Test
    void linesWithoutAnExceptionNotesAndTelemetryAreNoErrors() {
        log.error("no exception");
        log.info("a note", new IllegalStateException());
        logging.getLogger("io.opentelemetry.exporter").error("nobody takes spans", new IllegalStateException());

        assertThat(counted).isEmpty();
        assertThat(lines()).contains("a note", "nobody takes spans").doesNotContain("error_fingerprint");
    }

    @Test
    void whatThereIsNoMoreRoomForIsCountedAsOtherAndKeepsItsFingerprintInTheLine() {
        for (int i = 0; i < GroupedErrors.MOST; i++) {
            log.warn("broken", in("method" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".charAt(i)));
        }
        assertThat(counted).doesNotHaveDuplicates().hasSize(GroupedErrors.MOST).doesNotContain(GroupedErrors.OTHER);

        log.warn("broken", in("another"));
        log.warn("broken", in("methoda"));

        assertThat(counted.get(GroupedErrors.MOST)).isEqualTo(GroupedErrors.OTHER);
        assertThat(counted.get(GroupedErrors.MOST + 1)).isEqualTo(counted.get(0));
        assertThat(lines()).doesNotContain("\"error_fingerprint\":\"other\"");
    }

    private static Exception in(String method) {
        Exception thrown = new IllegalStateException();
        thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement("io.finops.A", method, "A.java", 1)});
        return thrown;
    }

    private String lines() {
        return lines.toString(StandardCharsets.UTF_8);
    }
}
